"use client";

import { useId } from "react";
import { usePreferences } from "@/entities/preferences/preferences-context";
import { useKeepsSession } from "@/entities/session/services-context";
import { Switch } from "@/shared/forms/switch";
import { SegmentedControl } from "@/shared/ui/controls/segmented-control";
import * as text from "@/messages/account";
import classes from "./preferences.module.css";

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
    <div className="stack-small">
      <div>
        <p id={themeLabel} className={classes["label"]}>
          {text.theme}
        </p>
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
        onChange={(isOn) => choose({ sound: isOn ? "on" : "off" })}
      />
      <Switch
        label={text.motion}
        description={text.motionHint}
        checked={preferences.motion === "reduced"}
        onChange={(isOn) => choose({ motion: isOn ? "reduced" : "auto" })}
      />
      <Switch
        label={text.shortcuts}
        description={text.shortcutsHint}
        checked={preferences.shortcuts === "anywhere"}
        onChange={(isOn) => choose({ shortcuts: isOn ? "anywhere" : "field" })}
      />
      <p className="small dimmed">{keepsSession ? text.kept : text.keptInTab}</p>
    </div>
  );
}
