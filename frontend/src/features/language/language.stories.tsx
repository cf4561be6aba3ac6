import type { Meta, StoryObj } from "@storybook/react-vite";
import { shows, VISITOR } from "@tests/story";
import { LanguageLine } from "./language-line";
import { LanguageSelect } from "./language-select";

const meta = { component: LanguageSelect } satisfies Meta<typeof LanguageSelect>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Preference: Story = { parameters: shows("Also used for emails") };
export const Line: Story = {
  render: () => <LanguageLine />,
  parameters: shows("Deutsch", VISITOR),
};
