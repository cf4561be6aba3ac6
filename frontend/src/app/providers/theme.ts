import { createTheme } from "@mantine/core";

export const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  components: {
    // Long words wrap on narrow screens; Mantine would truncate them.
    Button: {
      styles: {
        root: { height: "auto", minHeight: "var(--button-height)" },
        label: { whiteSpace: "normal", overflow: "visible", height: "auto", lineHeight: 1.3 },
      },
    },
    Modal: {
      styles: {
        title: { fontWeight: 600, fontSize: "var(--mantine-font-size-lg)" },
        content: { background: "var(--surface)" },
      },
    },
  },
});
