import type { Meta, StoryObj } from "@storybook/react-vite";
import { shows } from "@tests/story";
import { PlainButton } from "./plain-button";

const meta = { component: PlainButton } satisfies Meta<typeof PlainButton>;
export default meta;
type Story = StoryObj<typeof meta>;

const VARIANTS = ["plain", "accent", "framed", "filled", "danger"] as const;
const SIZES = ["small", "medium", "large"] as const;

export const Variants: Story = {
  render: () => (
    <>
      {SIZES.map((size) => (
        <p key={size} className="row">
          {VARIANTS.map((variant) => (
            <PlainButton key={variant} variant={variant} size={size}>
              {variant}
            </PlainButton>
          ))}
        </p>
      ))}
    </>
  ),
  parameters: shows("danger"),
};
export const Disabled: Story = {
  args: { variant: "filled", disabled: true, children: "Play" },
  parameters: shows("Play"),
};
