import type { Meta, StoryObj } from "@storybook/react-vite";
import { answer, never, shows, VISITOR } from "@tests/story";
import { StatusPage } from "./status-page";

const meta = { component: StatusPage } satisfies Meta<typeof StatusPage>;
export default meta;
type Story = StoryObj<typeof meta>;

const HEALTH = "/health/";
const reading = (status: string, database: string) =>
  answer("get", HEALTH, {
    status,
    version: "1.0.0",
    build: "unknown",
    checks: { database, cache: "up", channel_layer: "up", tasks: "up" },
  });

export const Healthy: Story = {
  parameters: shows("All systems are operational.", {
    ...VISITOR,
    answers: [reading("healthy", "up")],
  }),
};
export const ReadOnly: Story = {
  parameters: shows(/read-only/, { ...VISITOR, answers: [reading("degraded", "read_only")] }),
};
export const Checking: Story = {
  parameters: shows("Status", { ...VISITOR, answers: [never(HEALTH)] }),
};
