/** Whether the page belongs to a release that is no longer served. */
let isOld = false;

/** Whatever is opened from now on must be loaded with the whole page. */
export const isOldRelease = () => isOld;

export function markAsOldRelease() {
  isOld = true;
}
