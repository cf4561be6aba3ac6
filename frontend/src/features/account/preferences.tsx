"use client";

import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/Switch.css";
import { Stack, Switch, Text } from "@mantine/core";
import { usePreferences } from "@/shared/preferences/preferences-context";
import { Choice } from "@/shared/ui/choice";

const THEMES = [
  { value: "auto", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

export function Preferences() {
  const { preferences, choose } = usePreferences();
  return (
    <Stack>
      <Choice
        label="Theme"
        isLabelled
        options={THEMES}
        value={preferences.theme}
        onChange={(theme) => choose({ theme })}
      />
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
        Kept on this device only.
      </Text>
    </Stack>
  );
}
