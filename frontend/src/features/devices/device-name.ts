/** Describes a user agent in words. */
import { parse } from "bowser";

interface DeviceName {
  name: string;
  isHandheld: boolean;
}

export function deviceNamed(userAgent: string): DeviceName {
  if (userAgent === "") return { name: "Unknown device", isHandheld: false };
  const { browser, os, platform } = parse(userAgent);
  const isHandheld = platform.type === "mobile" || platform.type === "tablet";
  const name = [browser.name, os.name].filter(Boolean).join(" on ");
  // A program names itself in its first word.
  return { name: name === "" ? (userAgent.split(/[\s/]/)[0] ?? "") : name, isHandheld };
}
