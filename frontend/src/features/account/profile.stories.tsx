import type { Meta, StoryObj } from "@storybook/react-vite";
import { PLAYER } from "@tests/fixtures";
import { answer, shows } from "@tests/story";
import { Profile } from "./profile";

const meta = { component: Profile } satisfies Meta<typeof Profile>;
export default meta;
type Story = StoryObj<typeof meta>;

const VERIFIED = answer("get", "/auth/api/user/", { ...PLAYER, email_verified: true });

export const Unverified: Story = { parameters: shows("Not verified") };
export const Verified: Story = { parameters: shows("Verified", { answers: [VERIFIED] }) };
