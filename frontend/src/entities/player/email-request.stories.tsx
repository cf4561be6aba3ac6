import type { Meta, StoryObj } from "@storybook/react-vite";
import { userEvent } from "storybook/test";
import { NetworkError } from "@numberplay/client/api/errors";
import { shows } from "@tests/story";
import { BrokenLink } from "./broken-link";
import { EmailRequest } from "./email-request";
import { ResendLink } from "./resend-link";

const meta = {
  component: EmailRequest,
  args: { label: "Reset your password", request: () => Promise.resolve<unknown>(null) },
} satisfies Meta<typeof EmailRequest>;
export default meta;
type Story = StoryObj<typeof meta>;

const send: Story["play"] = async ({ canvas }) => {
  await userEvent.type(await canvas.findByLabelText("Email"), "ada@example.com{Enter}");
};

export const Empty: Story = { parameters: shows("Send link") };
export const Sent: Story = { play: send, parameters: shows("Check your inbox") };
export const Failed: Story = {
  args: { request: () => Promise.reject(new NetworkError()) },
  play: send,
  parameters: shows(/isn't responding/),
};
export const Broken: Story = {
  render: () => (
    <BrokenLink>
      <ResendLink email="ada@example.com" />
    </BrokenLink>
  ),
  parameters: shows("This link is invalid"),
};
