/**
 * Results that are expected soon, because the server has confirmed their plays.
 *
 * A connection that a proxy has frozen looks the same as an idle one. The response to a play reveals the difference, so
 * the tab that has played notifies the others.
 */
import type { Timers } from "../realtime/timers.ts";
import type { Sharing } from "./shared-stream.ts";

/** A result usually arrives before the response to its play. */
const ARRIVES_WITHIN_MS = 1000;
/** After a missing result is reported, no others are reported until it arrives, or for this long. */
const AWAITED_FOR_MS = 5000;

export interface Expected {
  /** Call it when this result has been stored. */
  add: (seq: number) => void;
  close: () => void;
}

interface ExpectedOptions {
  sharing: Sharing;
  position: () => number;
  /** Called when a stored result hasn't arrived. */
  onMissing: (seq: number) => void;
  timers: Timers;
}

export function createExpected({
  sharing,
  position,
  onMissing,
  timers,
}: ExpectedOptions): Expected {
  const channel = sharing === "none" ? null : openChannel(`${sharing.name}.stored`);
  let missing = 0;
  let reportedAt = -Infinity;
  let isClosed = false;

  const isAwaited = () => position() < missing && timers.now() - reportedAt < AWAITED_FOR_MS;
  const check = (seq: number) => {
    if (isClosed || position() >= seq || isAwaited()) return;
    missing = seq;
    reportedAt = timers.now();
    onMissing(seq);
  };
  const expect = (seq: number) => {
    timers.after(ARRIVES_WITHIN_MS, () => check(seq));
  };
  if (channel !== null) channel.onmessage = ({ data }: MessageEvent<number>) => expect(data);

  return {
    add(seq) {
      channel?.postMessage(seq);
      expect(seq);
    },
    close() {
      isClosed = true;
      channel?.close();
    },
  };
}

/** Returns null if tabs can't send each other messages. */
function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}
