"use client";

import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/Switch.css";
import { Stack, Switch, Text } from "@mantine/core";
import { useId } from "react";
import { usePreferences } from "@/entities/preferences/preferences-context";
import { useKeepsSession } from "@/entities/session/services-context";
import { SegmentedControl } from "@/shared/ui/controls/segmented-control";
import * as text from "@/messages/account";

const THEMES = [
  { value: "auto", label: text.system },
  { value: "light", label: text.light },
  { value: "dark", label: text.dark },
] as const;

export function Preferences() {
  const { preferences, choose } = usePreferences();
  const keepsSession = useKeepsSession();
  const themeLabel = useId();
  return (
    <Stack>
      <div>
        <Text id={themeLabel} size="sm" fw={500} mb={4}>
          {text.theme}
        </Text>
        <SegmentedControl
          aria-labelledby={themeLabel}
          data={THEMES}
          value={preferences.theme}
          onChange={(theme) => choose({ theme })}
        />
      </div>
      <Switch
        label={text.sound}
        description={text.soundHint}
        checked={preferences.sound === "on"}
        onChange={({ currentTarget }) => choose({ sound: currentTarget.checked ? "on" : "off" })}
      />
      <Switch
        label={text.motion}
        description={text.motionHint}
        checked={preferences.motion === "reduced"}
        onChange={({ currentTarget }) =>
          choose({ motion: currentTarget.checked ? "reduced" : "auto" })
        }
      />
      <Switch
        label={text.shortcuts}
        description={text.shortcutsHint}
        checked={preferences.shortcuts === "anywhere"}
        onChange={({ currentTarget }) =>
          choose({ shortcuts: currentTarget.checked ? "anywhere" : "field" })
        }
      />
      <Text size="sm" c="dimmed">
        {keepsSession ? text.kept : text.keptInTab}
      </Text>
    </Stack>
  );
}
