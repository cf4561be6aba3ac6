import type { Meta, StoryObj } from "@storybook/react-vite";
import { userEvent } from "storybook/test";
import { ApiError, NetworkError } from "@numberplay/client/api/errors";
import { shows } from "@tests/story";
import { EmailField } from "./fields";
import { PasswordField } from "./password-field";
import { ServerForm } from "./server-form";
import { useServerForm } from "./use-server-form";

const meta: Meta = { component: ServerForm };
export default meta;
type Story = StoryObj;

/** The server's responses determine the states. */
function SignIn({ answer }: { answer: () => Promise<void> }) {
  const form = useServerForm({
    values: { email: "", password: "" },
    rules: { email: { required: "Enter an email." }, password: { required: "Enter a password." } },
    send: answer,
  });
  return (
    <ServerForm form={form} label="Sign in" action="Sign in">
      <EmailField field={form.field("email")} />
      <PasswordField kind="current" field={form.field("password")} />
    </ServerForm>
  );
}

const sent = (shown: string | RegExp, answer: () => Promise<void>): Story => ({
  render: () => <SignIn answer={answer} />,
  async play({ canvas }) {
    await userEvent.type(await canvas.findByLabelText("Email"), "ada@example.com");
    await userEvent.type(canvas.getByLabelText("Password"), "seven wooden boats{Enter}");
  },
  parameters: shows(shown),
});

export const Empty: Story = {
  render: () => <SignIn answer={() => Promise.resolve()} />,
  parameters: shows("Sign in"),
};
export const Refused: Story = {
  render: () => <SignIn answer={() => Promise.resolve()} />,
  play: async ({ canvas }) =>
    userEvent.click(await canvas.findByRole("button", { name: "Sign in" })),
  parameters: shows("Please check these fields"),
};
export const Sending: Story = sent("Sign in", () => new Promise(() => {}));
export const Offline: Story = sent(/isn't responding/, () => Promise.reject(new NetworkError()));
export const Limited: Story = sent(/Please wait 42 seconds/, () =>
  Promise.reject(new ApiError(429, [], 42)),
);
