import type { Meta, StoryObj } from "@storybook/react-vite";
import { RESULTS, STATISTICS } from "@tests/fixtures";
import { answer, shows, unavailable } from "@tests/story";
import { LastTwenty } from "./last-twenty";
import { RecentList } from "./recent-list";
import { Totals } from "./totals";

const meta = { component: RecentList } satisfies Meta<typeof RecentList>;
export default meta;
type Story = StoryObj<typeof meta>;

const HISTORY = "/api/game/history/";
const answers = [
  answer("get", HISTORY, RESULTS.slice(0, 3)),
  answer("get", "/api/game/results/", { next: null, previous: null, results: RESULTS }),
  answer("get", "/api/game/statistics/", STATISTICS),
];

export const NewPlayer: Story = { parameters: shows("No plays yet.") };
export const Failed: Story = {
  parameters: shows("Try again", { answers: [unavailable(HISTORY)] }),
};
export const LastThree: Story = { parameters: shows("9998", { answers }) };
export const Strip: Story = {
  render: () => <LastTwenty />,
  parameters: shows(/^7 loses/, { answers }),
};
export const Sums: Story = {
  render: () => <Totals />,
  parameters: shows("Total points", { answers }),
};
