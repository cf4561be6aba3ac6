import type { Meta, StoryObj } from "@storybook/react-vite";
import { shows } from "@tests/story";
import { SessionLoader } from "./session-loader";

const meta = { component: SessionLoader } satisfies Meta<typeof SessionLoader>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Loading: Story = {
  render: () => (
    <>
      <p>Until the session is known</p>
      <SessionLoader />
    </>
  ),
  parameters: shows("Until the session is known"),
};
