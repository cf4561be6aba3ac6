/** Allows only one tab at a time to renew the session. */

/** `waited` is true if another tab has just held the lock. */
export type RefreshLock = <T>(work: (waited: boolean) => Promise<T>) => Promise<T>;

const NAME = "numberplay.refresh";

/** For pages that share nothing with other tabs. */
export const noLock: RefreshLock = (work) => work(false);

export const browserLock: RefreshLock = async (work) => {
  // Pages on plain HTTP, except localhost, have no Web Locks. The backend's grace period covers them.
  if (!("locks" in navigator)) return work(false);
  const { locks } = navigator;
  const first = await locks.request(NAME, { ifAvailable: true }, async (lock) =>
    lock === null ? null : { value: await work(false) },
  );
  return first === null ? locks.request(NAME, () => work(true)) : first.value;
};
