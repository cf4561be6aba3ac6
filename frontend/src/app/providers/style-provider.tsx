"use client";

/**
 * Mantine's provider without what computes the theme's CSS variables in the browser, which is 3 kB: theme-variables.css
 * contains them. A test renews that file: `npx vitest run theme-variables -u`.
 */
import {
  DirectionContext,
  MantineContext,
  MantineThemeProvider,
  useProviderColorScheme,
} from "@mantine/core";
import { type ReactNode, useMemo } from "react";
import { colorSchemeManager } from "@/entities/preferences/preferences-context";
import { direction } from "@/shared/lib/language";
import { theme } from "./theme";

const getRootElement = () => document.documentElement;
const nothing = () => {};
/** Part of the build, so it never changes. */
const DIRECTION = { dir: direction, toggleDirection: nothing, setDirection: nothing } as const;

export function StyleProvider({ children }: { children: ReactNode }) {
  const { colorScheme, setColorScheme, clearColorScheme } = useProviderColorScheme({
    manager: colorSchemeManager,
    defaultColorScheme: "auto",
    forceColorScheme: undefined,
    getRootElement,
  });
  const context = useMemo(
    () => ({
      colorScheme,
      setColorScheme,
      clearColorScheme,
      getRootElement,
      classNamesPrefix: "mantine",
      cssVariablesSelector: ":root",
      withStaticClasses: true,
    }),
    [colorScheme, setColorScheme, clearColorScheme],
  );
  return (
    <DirectionContext value={DIRECTION}>
      <MantineContext value={context}>
        <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>
      </MantineContext>
    </DirectionContext>
  );
}
