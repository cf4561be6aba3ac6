import type { Meta, StoryObj } from "@storybook/react-vite";
import { shows } from "@tests/story";
import { LoadingButton } from "./loading-button";

const meta = {
  component: LoadingButton,
  args: { variant: "filled", children: "Save" },
} satisfies Meta<typeof LoadingButton>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Ready: Story = { parameters: shows("Save") };
export const Loading: Story = { args: { loading: true }, parameters: shows("Save") };
export const Disabled: Story = { args: { disabled: true }, parameters: shows("Save") };
