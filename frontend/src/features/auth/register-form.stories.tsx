import type { Meta, StoryObj } from "@storybook/react-vite";
import { userEvent } from "storybook/test";
import { refusal } from "@tests/handlers";
import { respond, shows, VISITOR } from "@tests/story";
import { RegisterForm } from "./register-form";

const meta = { component: RegisterForm } satisfies Meta<typeof RegisterForm>;
export default meta;
type Story = StoryObj<typeof meta>;

const CHECK = "/auth/api/password/check/";
const common = () => refusal(400, "password_too_common", "Too common.", "password");

const enterPassword: Story["play"] = async ({ canvas }) => {
  await userEvent.type(await canvas.findByLabelText("Password"), "seven wooden boats");
  await userEvent.tab();
};

export const Empty: Story = { parameters: shows("Already a player?", VISITOR) };
export const GoodPassword: Story = {
  play: enterPassword,
  parameters: shows("You can use this password.", VISITOR),
};
export const CommonPassword: Story = {
  play: enterPassword,
  parameters: shows("This password is too common.", {
    ...VISITOR,
    answers: [respond("post", CHECK, common)],
  }),
};
