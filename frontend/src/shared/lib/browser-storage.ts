/** `localStorage`, or this tab's memory if storage is blocked. Never store session data here. */
const inTab = new Map<string, string>();
const listeners = new Set<() => void>();

export function readStored(key: string): string | null {
  return attempt((storage) => storage.getItem(key)) ?? inTab.get(key) ?? null;
}

/** Stores a value, or removes it if it is null. */
export function store(key: string, value: string | null) {
  if (value === null) inTab.delete(key);
  else inTab.set(key, value);
  attempt((storage) => (value === null ? storage.removeItem(key) : storage.setItem(key, value)));
  changed();
}

export function storedKeys(prefix: string): string[] {
  const keys = attempt((storage) => Object.keys(storage)) ?? [];
  return [...new Set([...keys, ...inTab.keys()])].filter((key) => key.startsWith(prefix));
}

/** The listener is also called when another tab has stored a value. */
export function subscribeToStorage(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener("storage", changedElsewhere);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener("storage", changedElsewhere);
  };
}

function changed() {
  for (const listener of listeners) listener();
}

/** A value that another tab has removed is removed from this tab's memory too. */
function changedElsewhere({ key, newValue }: StorageEvent) {
  if (key === null) inTab.clear();
  else if (newValue === null) inTab.delete(key);
  changed();
}

function attempt<Value>(access: (storage: Storage) => Value): Value | null {
  try {
    return access(window.localStorage);
  } catch {
    return null;
  }
}
