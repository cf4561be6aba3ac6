"use client";

/**
 * Mantine's provider around a part of the page that uses its components. Those parts all open or load later, so no page
 * initially loads Mantine.
 *
 * It leaves out the code that computes the theme's CSS variables in the browser, because app/theme-variables.css
 * contains them. A test regenerates that file: `npx vitest run theme-variables -u`.
 */
import { DirectionContext, MantineContext, MantineThemeProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { direction } from "@/shared/lib/language";
import { theme } from "./theme";

const nothing = () => {};
/** The direction is part of the build, so it never changes. */
const DIRECTION = { dir: direction, toggleDirection: nothing, setDirection: nothing } as const;
/** The color scheme is an attribute of `<html>`, which entities/preferences sets. */
const CONTEXT = {
  colorScheme: "auto",
  setColorScheme: nothing,
  clearColorScheme: nothing,
  getRootElement: () => document.documentElement,
  classNamesPrefix: "mantine",
  cssVariablesSelector: ":root",
  withStaticClasses: true,
} as const;

export function MantinePart({ children }: { children: ReactNode }) {
  return (
    <DirectionContext value={DIRECTION}>
      <MantineContext value={CONTEXT}>
        <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>
      </MantineContext>
    </DirectionContext>
  );
}
