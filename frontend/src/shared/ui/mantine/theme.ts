import {
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from "@mantine/core";

/** A single shade, because lime is only a fill. `--accent` in src/app/tokens.css is the same color. */
const LIME = "#c6f135";
const lime: MantineColorsTuple = [LIME, LIME, LIME, LIME, LIME, LIME, LIME, LIME, LIME, LIME];

/** Text and borders of a button are never lime (src/app/tokens.css). */
const quiet: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  if ((input.color ?? input.theme.primaryColor) !== "lime") return colors;
  if (input.variant === "filled") return { ...colors, hover: "var(--accent-hover)" };
  return {
    background: input.variant === "light" ? "var(--sunken)" : "transparent",
    hover: "var(--hover)",
    color: "var(--ink)",
    border: input.variant === "outline" ? "1px solid var(--control-border)" : "none",
  };
};

export const theme = createTheme({
  primaryColor: "lime",
  colors: { lime },
  black: "#15171c",
  autoContrast: true,
  variantColorResolver: quiet,
  defaultRadius: "var(--radius-small)",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily: "var(--font-text)",
  headings: { fontFamily: "var(--font-display)", fontWeight: "750" },
  components: {
    Modal: {
      defaultProps: { radius: "var(--radius-card)" },
      styles: {
        title: { fontFamily: "var(--font-display)", fontSize: "var(--mantine-font-size-lg)" },
        content: { background: "var(--raised)" },
      },
    },
  },
});
