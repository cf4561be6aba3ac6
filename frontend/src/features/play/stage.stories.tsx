import type { Meta, StoryObj } from "@storybook/react-vite";
import { userEvent } from "storybook/test";
import { play, RULES } from "@tests/fixtures";
import { limited } from "@tests/handlers";
import { respond, shows } from "@tests/story";
import { Stage } from "./stage";
import { StageSkeleton } from "./stage-skeleton";

const meta = {
  component: Stage,
  args: { rules: RULES, lastNumber: 42, newest: undefined },
} satisfies Meta<typeof Stage>;
export default meta;
type Story = StoryObj<typeof meta>;

const PLAY = "/api/game/play/";

const press: Story["play"] = async ({ canvas }) =>
  userEvent.click(await canvas.findByRole("button", { name: "Play 42" }));

export const Loading: Story = {
  render: () => (
    <>
      <p>Until the rules are known</p>
      <StageSkeleton />
    </>
  ),
  parameters: shows("Until the rules are known"),
};
export const NewPlayer: Story = { args: { lastNumber: null }, parameters: shows(/^Try/) };
export const Entered: Story = { parameters: shows("Play 42") };
export const Won: Story = {
  args: { newest: { result: play(7), from: "here" } },
  parameters: shows("Result no. 7"),
};
export const LostElsewhere: Story = {
  args: { newest: { result: play(8, 43, null), from: "elsewhere" } },
  parameters: shows("From another tab or device"),
};
export const Playing: Story = {
  play: press,
  parameters: shows("1 play on its way", {
    answers: [respond("post", PLAY, () => new Promise<never>(() => {}))],
  }),
};
export const Limited: Story = {
  play: press,
  parameters: shows(/Please wait 42 seconds/, {
    answers: [respond("post", PLAY, () => limited(42))],
  }),
};
