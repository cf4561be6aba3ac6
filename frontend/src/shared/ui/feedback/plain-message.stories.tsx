import type { Meta, StoryObj } from "@storybook/react-vite";
import { shows } from "@tests/story";
import { PlainMessage } from "./plain-message";

const meta = { component: PlainMessage } satisfies Meta<typeof PlainMessage>;
export default meta;
type Story = StoryObj<typeof meta>;

export const NotFound: Story = {
  args: { sign: "404", title: "Page not found", children: <p>{"This page doesn't exist."}</p> },
  parameters: { ...shows("Page not found"), isPage: true },
};
