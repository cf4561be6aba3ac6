import { createTheme } from "@mantine/core";

export const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  components: {
    Modal: {
      styles: {
        title: { fontWeight: 600, fontSize: "var(--mantine-font-size-lg)" },
        content: { background: "var(--surface)" },
      },
    },
  },
});
