"use client";

import { IconMoon, IconSun } from "@tabler/icons-react";
import { For } from "@/entities/session/audience";
import { usePreferences } from "@/entities/preferences/preferences-context";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as text from "@/messages/frame";
import classes from "./theme-toggle.module.css";

/** For visitors. Players have it in their menu. */
export function ThemeToggle() {
  const { isDark, choose } = usePreferences();
  return (
    <For audience="visitors">
      <PlainButton
        aria-label={text.toggleTheme}
        onClick={() => choose({ theme: isDark ? "light" : "dark" })}
      >
        {/* Both icons are rendered, so that the built page is correct for either theme. */}
        <IconMoon aria-hidden size={20} stroke={1.75} className={classes["moon"]} />
        <IconSun aria-hidden size={20} stroke={1.75} className={classes["sun"]} />
      </PlainButton>
    </For>
  );
}
