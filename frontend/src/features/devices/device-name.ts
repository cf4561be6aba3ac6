/** Describes a user agent in words. */
import { parse } from "bowser";
import * as text from "@/messages/devices";

interface DeviceName {
  name: string;
  isHandheld: boolean;
}

export function deviceNamed(userAgent: string): DeviceName {
  if (userAgent === "") return { name: text.unknown, isHandheld: false };
  const { browser, os, platform } = parse(userAgent);
  const isHandheld = platform.type === "mobile" || platform.type === "tablet";
  const name =
    browser.name && os.name
      ? text.browserOnSystem({ browser: browser.name, system: os.name })
      : (browser.name ?? os.name ?? "");
  // The first word of a program's user agent is its name.
  return { name: name === "" ? (userAgent.split(/[\s/]/)[0] ?? "") : name, isHandheld };
}
