"use client";

import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/Switch.css";
import { Stack, Switch, Text } from "@mantine/core";
import { useId } from "react";
import { usePreferences } from "@/entities/preferences/preferences-context";
import { useServices } from "@/entities/session/services-context";
import { SegmentedControl } from "@/shared/ui/controls/segmented-control";

const THEMES = [
  { value: "auto", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

export function Preferences() {
  const { preferences, choose } = usePreferences();
  const { keepsSession } = useServices();
  const themeLabel = useId();
  return (
    <Stack>
      <div>
        <Text id={themeLabel} size="sm" fw={500} mb={4}>
          Theme
        </Text>
        <SegmentedControl
          aria-labelledby={themeLabel}
          data={THEMES}
          value={preferences.theme}
          onChange={(theme) => choose({ theme })}
        />
      </div>
      <Switch
        label="Sound"
        description="A short tone with each result"
        checked={preferences.sound === "on"}
        onChange={({ currentTarget }) => choose({ sound: currentTarget.checked ? "on" : "off" })}
      />
      <Switch
        label="Less motion"
        description="Results appear without movement, whatever the system says"
        checked={preferences.motion === "reduced"}
        onChange={({ currentTarget }) =>
          choose({ motion: currentTarget.checked ? "reduced" : "auto" })
        }
      />
      <Switch
        label="Shortcuts from anywhere"
        description="Single keys play wherever you are on the page; without, in the number field only"
        checked={preferences.shortcuts === "anywhere"}
        onChange={({ currentTarget }) =>
          choose({ shortcuts: currentTarget.checked ? "anywhere" : "field" })
        }
      />
      <Text size="sm" c="dimmed">
        {keepsSession
          ? "Kept on this device only."
          : "Your browser blocks cookies: kept until you close this tab."}
      </Text>
    </Stack>
  );
}
