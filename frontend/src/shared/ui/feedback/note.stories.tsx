import type { Meta, StoryObj } from "@storybook/react-vite";
import { shows } from "@tests/story";
import { Note } from "./note";

const meta = { component: Note } satisfies Meta<typeof Note>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Information: Story = {
  args: { role: "group", children: "A link is on its way." },
  parameters: shows("A link is on its way."),
};
export const Success: Story = {
  args: { kind: "success", role: "status", title: "Saved", children: "Your name has changed." },
  parameters: shows("Saved"),
};
export const Failure: Story = {
  args: { kind: "error", role: "alert", title: "Not saved", children: "Please try again." },
  parameters: shows("Not saved"),
};
