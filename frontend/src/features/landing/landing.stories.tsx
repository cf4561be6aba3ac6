import type { Meta, StoryObj } from "@storybook/react-vite";
import { never, shows, VISITOR } from "@tests/story";
import { Landing } from "./landing";

const meta = { component: Landing } satisfies Meta<typeof Landing>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Visitor: Story = { parameters: shows("Start playing", VISITOR) };
export const Player: Story = { parameters: shows("Nothing duplicated") };
export const WithoutRules: Story = {
  parameters: shows("Start playing", { ...VISITOR, answers: [never("/api/game/rules/")] }),
};
