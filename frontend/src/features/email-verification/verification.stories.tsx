import type { Meta, StoryObj } from "@storybook/react-vite";
import { userEvent } from "storybook/test";
import { PLAYER } from "@tests/fixtures";
import { refusal } from "@tests/handlers";
import { answer, respond, shows, VISITOR } from "@tests/story";
import { Verification } from "./verification";
import { VerifyBanner } from "./verify-banner";

const meta = { component: Verification } satisfies Meta<typeof Verification>;
export default meta;
type Story = StoryObj<typeof meta>;

const INSPECT = "/auth/api/email/verify/inspect/";
const ACCOUNT = answer("post", INSPECT, { username: "ada", date_joined: PLAYER.date_joined });
const VERIFIED = answer("post", "/auth/api/email/verify/", { user: PLAYER });
const broken = () => refusal(400, "invalid_token", "Invalid.", "token");

const opened = (): (() => void) => {
  window.location.hash = "#token=given";
  return () => (window.location.hash = "");
};

export const Asking: Story = {
  beforeEach: opened,
  parameters: shows("Verify my address", { ...VISITOR, answers: [ACCOUNT] }),
};
export const Verified: Story = {
  beforeEach: opened,
  play: async ({ canvas }) =>
    userEvent.click(await canvas.findByRole("button", { name: "Verify my address" })),
  parameters: shows("Your address has been verified", { ...VISITOR, answers: [ACCOUNT, VERIFIED] }),
};
export const Invalid: Story = {
  beforeEach: opened,
  parameters: shows("This link is invalid", {
    ...VISITOR,
    answers: [respond("post", INSPECT, broken)],
  }),
};
export const Banner: Story = {
  render: () => <VerifyBanner />,
  parameters: shows("Resend link"),
};
