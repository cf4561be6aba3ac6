import type { Meta, StoryObj } from "@storybook/react-vite";
import { shows } from "@tests/story";
import { dismissNotices, Notices, showNotice } from "./notices";

const meta = { component: Notices } satisfies Meta<typeof Notices>;
export default meta;
type Story = StoryObj<typeof meta>;

/** The runtime shows the notices, so this story only adds some. */
export const Several: Story = {
  render: () => <></>,
  beforeEach: () => {
    showNotice("A new version is available", "Reload the page when you're ready.", {
      action: { name: "Reload", run: () => {} },
      onClose: null,
    });
    showNotice("Downloaded", "results.csv");
    return dismissNotices;
  },
  parameters: shows("Reload"),
};
