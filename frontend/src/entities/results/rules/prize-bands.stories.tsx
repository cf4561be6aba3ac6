import type { Meta, StoryObj } from "@storybook/react-vite";
import { RULES } from "@tests/fixtures";
import { shows } from "@tests/story";
import { PrizeBands } from "./prize-bands";

const meta = {
  component: PrizeBands,
  args: {
    number: null,
    rules: {
      ...RULES,
      // Highest first, as the backend sends them.
      prize_bands: [70, 50, 30, 10].map((above) => ({ above, percent: above })),
    },
  },
} satisfies Meta<typeof PrizeBands>;
export default meta;
type Story = StoryObj<typeof meta>;

export const NoNumber: Story = { args: { number: null }, parameters: shows("10%") };
export const InTheThird: Story = { args: { number: 60 }, parameters: shows("30%") };
