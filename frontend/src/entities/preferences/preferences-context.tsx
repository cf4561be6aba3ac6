"use client";

import { type MantineColorSchemeManager, useMantineColorScheme } from "@mantine/core";
import { createContext, type ReactNode, use, useState, useSyncExternalStore } from "react";
import { readCookies, writeCookie } from "@/shared/lib/browser-cookies";
import { preferenceCookie, type Preferences, readPreferences } from "./preferences";

interface Choosing {
  preferences: Preferences;
  choose: (choice: Partial<Preferences>) => void;
}

const ChoosingContext = createContext<Choosing | null>(null);

const DEFAULTS = readPreferences("");
const nothing = () => {};
const neverChanges = () => nothing;

/** Mantine applies the theme but doesn't store it; it is stored only in the preference cookies. */
export const colorSchemeManager: MantineColorSchemeManager = {
  get: () => readPreferences(readCookies()).theme,
  set: nothing,
  clear: nothing,
  subscribe: nothing,
  unsubscribe: nothing,
};

/** Must be inside Mantine's provider. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [found] = useState(() => readPreferences(readCookies()));
  // The built page has the defaults, because it is the same for everybody.
  const initial = useSyncExternalStore(
    neverChanges,
    () => found,
    () => DEFAULTS,
  );
  const [choices, setChoices] = useState<Partial<Preferences>>({});
  const { setColorScheme } = useMantineColorScheme();

  function choose(choice: Partial<Preferences>) {
    setChoices((chosen) => ({ ...chosen, ...choice }));
    if (choice.theme) setColorScheme(choice.theme);
    if (choice.motion) document.documentElement.dataset["motion"] = choice.motion;
    for (const name of Object.keys(choice) as (keyof Preferences)[])
      writeCookie(preferenceCookie(name, String(choice[name])));
  }

  return (
    <ChoosingContext value={{ preferences: { ...initial, ...choices }, choose }}>
      {children}
    </ChoosingContext>
  );
}

export function usePreferences(): Choosing {
  const choosing = use(ChoosingContext);
  if (choosing === null) throw new Error("The page is not inside <Runtime>.");
  return choosing;
}
