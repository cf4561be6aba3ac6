/** Detects that the page belongs to a release that is no longer served. */
import { statusOf } from "@numberplay/client/api/transport";
import { showNotice } from "@/shared/ui/feedback/notices";
import * as text from "@/messages/release";
import { isOldRelease, markAsOldRelease } from "./old-release";

const SCRIPTS = "/_next/static/";

let looking: Promise<void> | null = null;

/**
 * Checks whether the scripts of this page still exist. A script's name is derived from its content, which contains the
 * names of the scripts that it loads. So if any script is gone, one that was loaded is gone too.
 */
export async function checkRelease(): Promise<void> {
  if (isOldRelease()) showNewRelease();
  else await (looking ??= look().finally(() => (looking = null)));
}

async function look() {
  const statuses = await Promise.all(ownScripts().map((path) => statusOf(path)));
  if (!statuses.includes(404)) return;
  showNewRelease();
}

/** Shows a notice. The page doesn't change until the player reloads it or goes to another one. */
export function showNewRelease() {
  markAsOldRelease();
  showNotice(text.newVersion, text.newVersionHint, {
    action: { name: text.reload, run: () => window.location.reload() },
  });
}

/** Returns the paths of the page's scripts, which the web app also serves itself if they come from a CDN. */
function ownScripts(): string[] {
  const addresses = Array.from(document.scripts, ({ src }) => src);
  const paths = addresses.filter(Boolean).map((address) => new URL(address).pathname);
  return paths.filter((path) => path.startsWith(SCRIPTS));
}
