import type { Meta, StoryObj } from "@storybook/react-vite";
import { shows, VISITOR } from "@tests/story";
import { ConnectionPill } from "@/entities/results/connection-pill";
import { PlayerMenu } from "@/features/auth/player-menu";
import { Shell } from "./shell";
import { ThemeToggle } from "./theme-toggle";
import { VisitorLinks } from "./visitor-links";

const meta = {
  component: Shell,
  args: {
    actions: (
      <>
        <ConnectionPill />
        <ThemeToggle />
        <VisitorLinks />
        <PlayerMenu />
      </>
    ),
    children: <main id="main">The content of a page</main>,
  },
} satisfies Meta<typeof Shell>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Player: Story = { parameters: { ...shows("Live"), isPage: true } };
export const Visitor: Story = { parameters: { ...shows("Sign in", VISITOR), isPage: true } };
