import type { Meta, StoryObj } from "@storybook/react-vite";
import { shows } from "@tests/story";
import { Skeleton } from "./skeleton";
import { Spinner } from "./spinner";

const meta = { component: Skeleton } satisfies Meta<typeof Skeleton>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Waiting: Story = {
  args: { height: 120 },
  render: (place) => (
    <>
      <p>A skeleton and a spinner</p>
      <Skeleton {...place} />
      <Spinner />
    </>
  ),
  parameters: shows("A skeleton and a spinner"),
};
