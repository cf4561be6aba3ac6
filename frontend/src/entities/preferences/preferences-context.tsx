"use client";

import { useColorScheme } from "@mantine/hooks";
import {
  createContext,
  type ReactNode,
  use,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
} from "react";
import { readCookies, writeCookie } from "@/shared/lib/browser-cookies";
import { preferenceCookie, type Preferences, readPreferences } from "./preferences";

interface Choosing {
  preferences: Preferences;
  /** Whether the page is dark now, regardless of the preference. */
  isDark: boolean;
  choose: (choice: Partial<Preferences>) => void;
}

const ChoosingContext = createContext<Choosing | null>(null);

const DEFAULTS = readPreferences("");
const nothing = () => {};
const neverChanges = () => nothing;

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [found] = useState(() => readPreferences(readCookies()));
  // The built page has the defaults, because it is the same for everybody.
  const initial = useSyncExternalStore(
    neverChanges,
    () => found,
    () => DEFAULTS,
  );
  const [choices, setChoices] = useState<Partial<Preferences>>({});
  const isDark = useIsDark(choices.theme ?? found.theme);

  function choose(choice: Partial<Preferences>) {
    setChoices((chosen) => ({ ...chosen, ...choice }));
    if (choice.motion) document.documentElement.dataset["motion"] = choice.motion;
    for (const name of Object.keys(choice) as (keyof Preferences)[])
      writeCookie(preferenceCookie(name, String(choice[name])));
  }

  return (
    <ChoosingContext value={{ preferences: { ...initial, ...choices }, isDark, choose }}>
      {children}
    </ChoosingContext>
  );
}

/** Sets the attribute of `<html>` that the style sheets use, which app/first-paint.ts sets first. */
function useIsDark(theme: Preferences["theme"]): boolean {
  const system = useColorScheme("light", { getInitialValueInEffect: false });
  const shown = theme === "auto" ? system : theme;
  useLayoutEffect(() => {
    document.documentElement.dataset["mantineColorScheme"] = shown;
  }, [shown]);
  return shown === "dark";
}

export function usePreferences(): Choosing {
  const choosing = use(ChoosingContext);
  if (choosing === null) throw new Error("The page is not inside <Runtime>.");
  return choosing;
}
