import type { Meta, StoryObj } from "@storybook/react-vite";
import { userEvent } from "storybook/test";
import { limited, refusal } from "@tests/handlers";
import { respond, shows, VISITOR } from "@tests/story";
import { LoginForm } from "./login-form";

const meta = { component: LoginForm } satisfies Meta<typeof LoginForm>;
export default meta;
type Story = StoryObj<typeof meta>;

const LOGIN = "/auth/api/login/";
const wrong = () => refusal(401, "invalid_credentials", "Wrong.");
const codeNeeded = () => refusal(401, "second_factor_required", "A code is required.");

const send: Story["play"] = async ({ canvas }) => {
  await userEvent.type(await canvas.findByLabelText("Email"), "ada@example.com");
  await userEvent.type(canvas.getByLabelText("Password"), "seven wooden boats{Enter}");
};

export const Empty: Story = { parameters: shows("New here?", VISITOR) };
export const Wrong: Story = {
  play: send,
  parameters: shows("Incorrect email or password.", {
    ...VISITOR,
    answers: [respond("post", LOGIN, wrong)],
  }),
};
export const Limited: Story = {
  play: send,
  parameters: shows(/Please wait 42 seconds/, {
    ...VISITOR,
    answers: [respond("post", LOGIN, () => limited(42))],
  }),
};
export const CodeNeeded: Story = {
  play: send,
  parameters: shows(/Enter your two-factor code/, {
    ...VISITOR,
    answers: [respond("post", LOGIN, codeNeeded)],
  }),
};
