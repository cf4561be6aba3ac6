import type { Meta, StoryObj } from "@storybook/react-vite";
import { ApiError, NetworkError } from "@numberplay/client/api/errors";
import { shows } from "@tests/story";
import { ErrorAlert } from "./error-alert";

const meta = { component: ErrorAlert } satisfies Meta<typeof ErrorAlert>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Network: Story = {
  args: { error: new NetworkError(), onRetry: () => {} },
  parameters: shows(/isn't responding/),
};
export const Server: Story = {
  args: { error: new ApiError(500, [], null) },
  parameters: shows(/Something went wrong on the server/),
};
export const Limited: Story = {
  args: { error: new ApiError(429, [], 42) },
  parameters: shows(/Please wait 42 seconds/),
};
