import type { Meta, StoryObj } from "@storybook/react-vite";
import { shows } from "@tests/story";
import { HelpDialog } from "./help-dialog";

const meta = { component: HelpDialog } satisfies Meta<typeof HelpDialog>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Open: Story = {
  args: { onClose: () => {} },
  parameters: shows("Pick a random number"),
};
