/** One press is one action, even if a key is held or a button is double-clicked. */

/** Keeps a held Enter key from repeating submissions or clicks. Returns a function that undoes this. */
export function ignoreHeldEnter(): () => void {
  const ignore = (event: KeyboardEvent) => {
    if (event.key === "Enter" && event.repeat) event.preventDefault();
  };
  document.addEventListener("keydown", ignore, { capture: true });
  return () => document.removeEventListener("keydown", ignore, { capture: true });
}

/** The browser counts clicks that follow each other as fast as in a double click. */
export function isFirstClick({ detail }: { detail: number }): boolean {
  return detail <= 1;
}
