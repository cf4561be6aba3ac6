import type { Meta, StoryObj } from "@storybook/react-vite";
import { shows, VISITOR } from "@tests/story";
import { ForgotForm } from "./forgot-form";
import { ResetForm } from "./reset-form";

const meta = { component: ResetForm } satisfies Meta<typeof ResetForm>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Forgot: Story = {
  render: () => <ForgotForm />,
  parameters: shows("Send link", VISITOR),
};
export const Choosing: Story = {
  beforeEach: () => {
    window.location.hash = "#token=given";
    return () => (window.location.hash = "");
  },
  parameters: shows("Save new password", VISITOR),
};
export const Invalid: Story = { parameters: shows("This link is invalid", VISITOR) };
