/** Both fonts are cut down by scripts/subset-fonts.mjs, and served and preloaded by the web app itself. */
import localFont from "next/font/local";

/** Headings and numbers: wide and heavy. */
const display = localFont({
  src: "./display.woff2",
  variable: "--font-display",
  weight: "700 800",
  fallback: ["Arial", "sans-serif"],
});

const text = localFont({
  src: "./text.woff2",
  variable: "--font-text",
  weight: "400 700",
  fallback: ["system-ui", "sans-serif"],
});

export const fontVariables = `${display.variable} ${text.variable}`;
