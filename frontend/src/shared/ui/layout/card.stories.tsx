import type { Meta, StoryObj } from "@storybook/react-vite";
import { shows } from "@tests/story";
import { Card } from "./card";
import { PageBody } from "./page-body";
import { PageHeading } from "./page-heading";

const meta = { component: Card } satisfies Meta<typeof Card>;
export default meta;
type Story = StoryObj<typeof meta>;

export const OnABoard: Story = {
  args: { title: "Last three", children: <p>The content of a card</p> },
  // The body of a page contains the `main` element.
  render: (card) => (
    <PageBody variant="board">
      <PageHeading>Statistics</PageHeading>
      <Card {...card} />
    </PageBody>
  ),
  parameters: { ...shows("Last three"), isPage: true },
};
