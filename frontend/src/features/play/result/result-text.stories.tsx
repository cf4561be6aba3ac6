import type { Meta, StoryObj } from "@storybook/react-vite";
import { play, RULES } from "@tests/fixtures";
import { shows } from "@tests/story";
import { ResultText } from "./result-text";

const meta = {
  component: ResultText,
  args: { result: play(7), rules: RULES, field: 42 },
} satisfies Meta<typeof ResultText>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Won: Story = { parameters: shows(/You won/) };
export const Lost: Story = {
  args: { result: play(8, 43, null), field: 43 },
  parameters: shows(/42 would have paid/),
};
export const AfterAnotherEntry: Story = { args: { field: 10 }, parameters: shows(/42 won/) };
