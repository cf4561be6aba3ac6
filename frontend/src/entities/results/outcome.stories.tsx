import type { Meta, StoryObj } from "@storybook/react-vite";
import { shows } from "@tests/story";
import { ElsewhereMark } from "./elsewhere-mark";
import { Outcome } from "./outcome";

const meta = { component: Outcome } satisfies Meta<typeof Outcome>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Won: Story = { args: { result: "win" }, parameters: shows("Won") };
export const Lost: Story = { args: { result: "lose" }, parameters: shows("Lost") };
export const Elsewhere: Story = {
  args: { result: "win" },
  render: (outcome) => (
    <p>
      <Outcome {...outcome} /> <ElsewhereMark from="elsewhere" />
    </p>
  ),
  parameters: shows("From another tab or device"),
};
