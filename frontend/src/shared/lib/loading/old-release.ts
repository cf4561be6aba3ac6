/** Whether the page belongs to a release that is no longer served. */
let isOld = false;

/** True if links have to load whole pages. */
export const isOldRelease = () => isOld;

export function markAsOldRelease() {
  isOld = true;
}
