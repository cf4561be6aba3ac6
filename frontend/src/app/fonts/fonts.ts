/** Both fonts are reduced by scripts/subset-fonts.mjs. The web app serves and preloads them itself. */
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
