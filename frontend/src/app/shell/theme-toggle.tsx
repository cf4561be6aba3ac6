"use client";

import { useComputedColorScheme } from "@mantine/core";
import { IconMoon, IconSun } from "@tabler/icons-react";
import { useIsPlayer } from "@/entities/session/services-context";
import { usePreferences } from "@/entities/preferences/preferences-context";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as text from "@/messages/frame";
import classes from "./theme-toggle.module.css";

/** For visitors: players have it in their menu. */
export function ThemeToggle() {
  const isPlayer = useIsPlayer();
  const theme = useComputedColorScheme("light");
  const { choose } = usePreferences();
  if (isPlayer) return null;
  return (
    <PlainButton
      aria-label={text.toggleTheme}
      onClick={() => choose({ theme: theme === "dark" ? "light" : "dark" })}
    >
      {/* Both are rendered, so that the server's page is correct for either theme. */}
      <IconMoon aria-hidden size={20} stroke={1.75} className={classes["moon"]} />
      <IconSun aria-hidden size={20} stroke={1.75} className={classes["sun"]} />
    </PlainButton>
  );
}
