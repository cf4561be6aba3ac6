"use client";

import { type MantineColorSchemeManager, useMantineColorScheme } from "@mantine/core";
import { createContext, type ReactNode, use, useState } from "react";
import { writeCookie } from "@/shared/lib/browser-cookies";
import { preferenceCookie, type Preferences } from "./preferences";

interface Choosing {
  preferences: Preferences;
  choose: (choice: Partial<Preferences>) => void;
}

const ChoosingContext = createContext<Choosing | null>(null);

/** Mantine applies the theme but doesn't store it; it is stored only in the preference cookies. */
export function startingWith(theme: Preferences["theme"]): MantineColorSchemeManager {
  const nothing = () => {};
  return {
    get: () => theme,
    set: nothing,
    clear: nothing,
    subscribe: nothing,
    unsubscribe: nothing,
  };
}

interface PreferencesProviderProps {
  /** The preferences in the cookies of the first request. */
  initial: Preferences;
  children: ReactNode;
}

/** Must be inside Mantine's provider. */
export function PreferencesProvider({ initial, children }: PreferencesProviderProps) {
  const [preferences, setPreferences] = useState(initial);
  const { setColorScheme } = useMantineColorScheme();

  function choose(choice: Partial<Preferences>) {
    setPreferences((chosen) => ({ ...chosen, ...choice }));
    if (choice.theme) setColorScheme(choice.theme);
    if (choice.motion) document.documentElement.dataset["motion"] = choice.motion;
    for (const name of Object.keys(choice) as (keyof Preferences)[])
      writeCookie(preferenceCookie(name, String(choice[name])));
  }

  return <ChoosingContext value={{ preferences, choose }}>{children}</ChoosingContext>;
}

export function usePreferences(): Choosing {
  const choosing = use(ChoosingContext);
  if (choosing === null) throw new Error("The page is not inside <Runtime>.");
  return choosing;
}
