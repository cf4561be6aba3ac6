/** One press is one action, even if a key is held or a button is double-clicked. */

/** A held Enter key doesn't repeat submits or clicks. Returns a function that undoes this. */
export function ignoreHeldEnter(): () => void {
  const ignore = (event: KeyboardEvent) => {
    if (event.key === "Enter" && event.repeat) event.preventDefault();
  };
  document.addEventListener("keydown", ignore, { capture: true });
  return () => document.removeEventListener("keydown", ignore, { capture: true });
}

/** The browser counts clicks that follow each other as quickly as in a double click. */
export function isFirstClick({ detail }: { detail: number }): boolean {
  return detail <= 1;
}
