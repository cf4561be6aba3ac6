import type { Meta, StoryObj } from "@storybook/react-vite";
import { RESULTS, STATISTICS } from "@tests/fixtures";
import { answer, never, shows, unavailable } from "@tests/story";
import { StatisticsPage } from "./statistics-page";

const meta = { component: StatisticsPage } satisfies Meta<typeof StatisticsPage>;
export default meta;
type Story = StoryObj<typeof meta>;

const RECENT = "/api/game/results/";
const answers = [
  answer("get", RECENT, { next: null, previous: null, results: RESULTS }),
  answer("get", "/api/game/statistics/", STATISTICS),
];

export const NewPlayer: Story = { parameters: shows("Nothing to show yet") };
export const Loading: Story = { parameters: shows("Statistics", { answers: [never(RECENT)] }) };
export const Failed: Story = { parameters: shows("Try again", { answers: [unavailable(RECENT)] }) };
export const Plays: Story = { parameters: shows("Points over time", { answers }) };
