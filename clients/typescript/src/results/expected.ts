/**
 * Results that must arrive soon, because the server has confirmed their plays.
 *
 * A connection that a proxy has frozen looks like one on which nothing is played. The response to a play shows the
 * difference, so the tab that has played tells the others.
 */
import type { Timers } from "../realtime/timers.ts";
import type { Sharing } from "./shared-stream.ts";

/** A result usually arrives before the response to its play. */
const ARRIVES_WITHIN_MS = 1000;
/** While a missing result is awaited for at most this long, further ones aren't reported. */
const AWAITED_FOR_MS = 5000;

export interface Expected {
  /** This result has been stored. */
  add: (seq: number) => void;
  close: () => void;
}

interface ExpectedOptions {
  sharing: Sharing;
  position: () => number;
  /** A stored result hasn't arrived. */
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

/** Null where tabs can't send each other messages. */
function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}
