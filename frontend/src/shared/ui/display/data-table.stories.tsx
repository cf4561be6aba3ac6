import type { Meta, StoryObj } from "@storybook/react-vite";
import { shows } from "@tests/story";
import { DataTable } from "./data-table";
import { Timestamp } from "./timestamp";

const meta = {
  component: DataTable,
  args: {
    caption: "Newest first",
    columns: [{ name: "Played" }, { name: "Number", isFigure: true }],
    children: (
      <tr>
        <td>
          <Timestamp at="2026-11-28T11:42:00Z" />
        </td>
        <td data-figure>{842}</td>
      </tr>
    ),
  },
} satisfies Meta<typeof DataTable>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Full: Story = { parameters: shows("Newest first") };
export const Plain: Story = { args: { isPlain: true }, parameters: shows("842") };
