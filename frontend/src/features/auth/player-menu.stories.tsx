import type { Meta, StoryObj } from "@storybook/react-vite";
import { shows } from "@tests/story";
import { PlayerMenu } from "./player-menu";
import { PlayersOnly } from "./players-only";
import { SignInAgainDialog } from "./sign-in-again-dialog";

const meta = { component: PlayerMenu } satisfies Meta<typeof PlayerMenu>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Closed: Story = { parameters: shows("ada") };
export const Unreachable: Story = {
  render: () => <PlayersOnly>Content</PlayersOnly>,
  parameters: shows(/isn't responding/, { isUnreachable: true }),
};
export const SessionEnded: Story = {
  render: () => <SignInAgainDialog />,
  parameters: shows("Sign in to continue"),
};
