import type { Meta, StoryObj } from "@storybook/react-vite";
import { shows } from "@tests/story";
import { Dialog } from "./dialog";

const meta = {
  component: Dialog,
  args: { title: "Turn off?", children: <p>The content of a dialog</p> },
} satisfies Meta<typeof Dialog>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Closable: Story = { args: { onClose: () => {} }, parameters: shows("Turn off?") };
export const Veil: Story = { args: { isVeil: true }, parameters: shows("Turn off?") };
