import type { Meta, StoryObj } from "@storybook/react-vite";
import { RESULTS } from "@tests/fixtures";
import { answer, never, shows, unavailable } from "@tests/story";
import { History } from "./history";

const meta = { component: History } satisfies Meta<typeof History>;
export default meta;
type Story = StoryObj<typeof meta>;

const PATH = "/api/game/results/";
const PAGE = answer("get", PATH, { next: null, previous: null, results: RESULTS });

export const NewPlayer: Story = { parameters: shows("Play your first number") };
export const Loading: Story = { parameters: shows("All results", { answers: [never(PATH)] }) };
export const Failed: Story = { parameters: shows("Try again", { answers: [unavailable(PATH)] }) };
export const Plays: Story = { parameters: shows("9998", { answers: [PAGE] }) };
