import type { Meta, StoryObj } from "@storybook/react-vite";
import { PLAYER, TOTP_SETUP } from "@tests/fixtures";
import { answer, shows } from "@tests/story";
import { MantinePart } from "@/shared/ui/mantine/mantine-part";
import { ConfirmFirstCode } from "./confirm-first-code";
import { RecoveryCodes } from "./recovery-codes";
import { SecondFactor } from "./second-factor";
import { SecondFactorDialog } from "./second-factor-dialog";

const meta = { component: SecondFactor } satisfies Meta<typeof SecondFactor>;
export default meta;
type Story = StoryObj<typeof meta>;

const STATUS = { enabled: true, recovery_codes_left: 10 };
const nothing = () => {};

export const Unverified: Story = { parameters: shows("Verify your email address first.") };
export const Off: Story = {
  parameters: shows("Turn on…", {
    answers: [answer("get", "/auth/api/user/", { ...PLAYER, email_verified: true })],
  }),
};
export const On: Story = {
  parameters: shows(/10 recovery codes left/, {
    answers: [answer("get", "/auth/api/totp/", STATUS)],
  }),
};
export const SetUp: Story = {
  render: () => <SecondFactorDialog name="setup" onClose={nothing} />,
  parameters: shows(/First, confirm your identity/),
};
export const FirstCode: Story = {
  render: () => (
    <MantinePart>
      <ConfirmFirstCode {...TOTP_SETUP} onConfirmed={nothing} onCancel={nothing} />
    </MantinePart>
  ),
  parameters: shows(/Scan this QR code/),
};
export const Codes: Story = {
  render: () => (
    <MantinePart>
      <RecoveryCodes codes={TOTP_SETUP.recovery_codes} onKept={nothing} />
    </MantinePart>
  ),
  parameters: shows("I've saved them"),
};
