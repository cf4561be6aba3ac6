import type { Meta, StoryObj } from "@storybook/react-vite";
import { userEvent } from "storybook/test";
import { shows } from "@tests/story";
import { ChangePassword } from "./change-password";
import { DeleteAccount } from "./delete-account";
import { ExportData } from "./export-data";
import { Preferences } from "./preferences";

const meta = { component: Preferences } satisfies Meta<typeof Preferences>;
export default meta;
type Story = StoryObj<typeof meta>;

export const All: Story = { parameters: shows("Reduce motion") };
export const Password: Story = {
  render: () => <ChangePassword />,
  parameters: shows("Change password"),
};
export const Data: Story = {
  render: () => <ExportData />,
  parameters: shows(/Download your data/),
};
export const Deleting: Story = {
  render: () => <DeleteAccount />,
  play: async ({ canvas }) =>
    userEvent.click(await canvas.findByRole("button", { name: "Delete account…" })),
  parameters: shows("Delete your account?"),
};
