import type { Meta, StoryObj } from "@storybook/react-vite";
import { never, shows } from "@tests/story";
import { ConnectionPill } from "./connection-pill";

const meta = { component: ConnectionPill } satisfies Meta<typeof ConnectionPill>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Live: Story = { parameters: shows("Live") };
export const Connecting: Story = {
  parameters: shows("Connecting", { answers: [never("/api/game/history/")] }),
};
export const Offline: Story = { parameters: shows("Offline", { isOffline: true }) };
