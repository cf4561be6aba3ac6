/** Sends a fresh token to the server before the socket's token expires. */
import type { SocketCredentials } from "./socket-types.ts";
import type { Timers } from "./timers.ts";

const AHEAD_MS = 60_000;
const RETRY_MS = 10_000;

export interface TokenRenewal {
  start: () => void;
  stop: () => void;
}

interface TokenRenewalOptions {
  credentials: SocketCredentials;
  timers: Timers;
  send: (token: string) => void;
}

export function createTokenRenewal({
  credentials,
  timers,
  send,
}: TokenRenewalOptions): TokenRenewal {
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
      // A token that arrives after its socket has closed is discarded.
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
