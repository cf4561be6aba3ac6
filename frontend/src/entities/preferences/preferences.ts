/** The player's preferences, each in a cookie, which a script reads before the first paint (app/first-paint.ts). */

const CHOICES = {
  theme: ["auto", "light", "dark"],
  motion: ["auto", "reduced"],
  sound: ["off", "on"],
  shortcuts: ["anywhere", "field"],
} as const;

export type Preferences = {
  [Name in keyof typeof CHOICES]: (typeof CHOICES)[Name][number];
};

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The first choice is used for missing or unknown values. */
export function readPreferences(cookies: string): Preferences {
  return {
    theme: chosen(cookies, "theme", CHOICES.theme),
    motion: chosen(cookies, "motion", CHOICES.motion),
    sound: chosen(cookies, "sound", CHOICES.sound),
    shortcuts: chosen(cookies, "shortcuts", CHOICES.shortcuts),
  };
}

export function preferenceCookie(name: keyof Preferences, value: string): string {
  return `${preferenceName(name)}=${value}; Path=/; SameSite=Lax; Max-Age=${String(YEAR_SECONDS)}`;
}

function chosen<Choice extends string>(
  cookies: string,
  name: keyof Preferences,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const held = cookies.split("; ");
  return choices.find((choice) => held.includes(`${preferenceName(name)}=${choice}`)) ?? choices[0];
}

export const preferenceName = (name: keyof Preferences) => `numberplay_${name}`;
