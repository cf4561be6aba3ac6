import type { Meta, StoryObj } from "@storybook/react-vite";
import { shows } from "@tests/story";
import { savePlays } from "./saved-plays";
import { WaitingPlays } from "./waiting-plays";

const DAYS_AGO = "2026-01-01T00:00:00Z";

const meta = { component: WaitingPlays } satisfies Meta<typeof WaitingPlays>;
export default meta;
type Story = StoryObj<typeof meta>;

const saved = (save: () => void) => () => {
  save();
  return () => window.localStorage.clear();
};

export const Two: Story = {
  beforeEach: saved(() => {
    const plays = [842, 7].map((number) => ({ number, key: `key of ${String(number)}` }));
    savePlays("1", plays);
  }),
  parameters: shows("2 plays are waiting for a connection", { isOffline: true }),
};
export const Expired: Story = {
  beforeEach: saved(() => {
    const play = { player: "1", number: 842, savedAt: Date.parse(DAYS_AGO), isRefused: false };
    window.localStorage.setItem("numberplay:waiting-play:key", JSON.stringify(play));
  }),
  parameters: shows(/waited for more than 24 hours/),
};
