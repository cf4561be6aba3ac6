import type { Meta, StoryObj } from "@storybook/react-vite";
import { THIS_DEVICE } from "@tests/fixtures";
import { answer, shows, unavailable } from "@tests/story";
import { Devices } from "./devices";

const meta = { component: Devices } satisfies Meta<typeof Devices>;
export default meta;
type Story = StoryObj<typeof meta>;

const SESSIONS = "/auth/api/sessions/";

export const Two: Story = { parameters: shows("This device") };
export const OnlyThis: Story = {
  parameters: shows("No other devices are signed in.", {
    answers: [answer("get", SESSIONS, [THIS_DEVICE])],
  }),
};
export const Failed: Story = {
  parameters: shows("Try again", { answers: [unavailable(SESSIONS)] }),
};
