import type { Meta, StoryObj } from "@storybook/react-vite";
import { NetworkError } from "@numberplay/client/api/errors";
import { shows } from "@tests/story";
import { QueryView } from "./query-view";

const meta = {
  component: QueryView,
  args: { waiting: <p>Loading</p>, children: (data) => <p>{String(data)}</p> },
} satisfies Meta<typeof QueryView>;
export default meta;
type Story = StoryObj<typeof meta>;

const query = (data: string | undefined, error: Error | null) => ({
  data,
  error,
  refetch: () => new Promise<never>(() => {}),
});

export const Waiting: Story = {
  args: { query: query(undefined, null) },
  parameters: shows("Loading"),
};
export const Failed: Story = {
  args: { query: query(undefined, new NetworkError()) },
  parameters: shows("Try again"),
};
export const Loaded: Story = { args: { query: query("842", null) }, parameters: shows("842") };
