import type { Meta, StoryObj } from "@storybook/react-vite";
import { PLAYER } from "@tests/fixtures";
import { answer, shows } from "@tests/story";
import { WeeklySummary } from "./weekly-summary";

const meta = { component: WeeklySummary } satisfies Meta<typeof WeeklySummary>;
export default meta;
type Story = StoryObj<typeof meta>;

const VERIFIED = answer("get", "/auth/api/user/", { ...PLAYER, email_verified: true });

export const Unverified: Story = { parameters: shows("Verify your email address first.") };
export const Off: Story = { parameters: shows(/every Monday$/, { answers: [VERIFIED] }) };
export const On: Story = {
  parameters: shows(/every Monday$/, {
    answers: [VERIFIED, answer("get", "/auth/api/email/subscriptions/", { weekly_summary: true })],
  }),
};
