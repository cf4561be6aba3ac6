import type { Meta, StoryObj } from "@storybook/react-vite";
import { shows } from "@tests/story";
import { SegmentedControl } from "./segmented-control";

const meta = { component: SegmentedControl } satisfies Meta<typeof SegmentedControl>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Second: Story = {
  args: {
    "aria-label": "Filter",
    data: ["All", "Won", "Lost"].map((label) => ({ value: label, label })),
    value: "Won",
    onChange: () => {},
  },
  parameters: shows("Lost"),
};
