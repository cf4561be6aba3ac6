/** Hands the server a fresh token before the socket's own runs out. */
import type { SocketCredentials } from "./socket-types";
import type { Timers } from "./timers";

const AHEAD_MS = 60_000;
const RETRY_MS = 10_000;

export interface Extension {
  start: () => void;
  stop: () => void;
}

interface ExtensionParts {
  credentials: SocketCredentials;
  timers: Timers;
  send: (token: string) => void;
}

export function createExtension({ credentials, timers, send }: ExtensionParts): Extension {
  let cancel = () => {};
  let run = 0;

  function schedule(ms: number) {
    cancel();
    cancel = timers.after(Math.max(ms, 0), () => void extend(run));
  }

  function scheduleByToken() {
    schedule(Math.max(credentials.expiresAt() - timers.now() - AHEAD_MS, RETRY_MS));
  }

  async function extend(current: number) {
    try {
      const token = await credentials.token(AHEAD_MS + RETRY_MS);
      // A token that arrives for a socket that is gone belongs to nobody.
      if (current !== run) return;
      if (token === null) return;
      send(token);
      scheduleByToken();
    } catch {
      if (current === run) schedule(RETRY_MS);
    }
  }

  return {
    start: scheduleByToken,
    stop() {
      run += 1;
      cancel();
    },
  };
}
