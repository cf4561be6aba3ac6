/** The cookie with the language that was chosen on this device. The web server prefers it over `Accept-Language`. */
import { languages } from "@/messages/languages";
import { writeCookie } from "@/shared/lib/browser-cookies";
import { language } from "@/shared/lib/language";

export type Language = keyof typeof languages;

const COOKIE = "numberplay_language";
const YEAR_SECONDS = 365 * 24 * 60 * 60;

function hasChosenLanguage(): boolean {
  try {
    return document.cookie.split("; ").some((cookie) => cookie.startsWith(`${COOKIE}=`));
  } catch {
    return false;
  }
}

/**
 * If no language was chosen on this device, the account's language is used. Returns whether the page is in another
 * language, so that it has to be reloaded.
 */
export function adoptLanguage(ofAccount: string): boolean {
  if (hasChosenLanguage() || !isKnown(ofAccount)) return false;
  return keepLanguage(ofAccount) && ofAccount !== language;
}

/** A newer backend may have further languages. */
const isKnown = (code: string): code is Language => code in languages;

/** Returns whether the browser keeps the cookie. */
export function keepLanguage(chosen: Language): boolean {
  writeCookie(`${COOKIE}=${chosen}; Path=/; SameSite=Lax; Max-Age=${String(YEAR_SECONDS)}`);
  return hasChosenLanguage();
}
