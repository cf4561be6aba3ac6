/** Whether the page belongs to a release that is no longer served. */
let isOld = false;

/** From now on, links do a full page load. */
export const isOldRelease = () => isOld;

export function markAsOldRelease() {
  isOld = true;
}
