/** Delivers every result once and in order, regardless of the transport by which it arrives. */
import type { PlayResult } from "../api/types.ts";
import type { Frame } from "../realtime/frames.ts";
import { createSequence } from "../realtime/sequence.ts";

export interface Inbox {
  /** All results up to this seq have been passed on. */
  position: () => number;
  /** Returns false if results are missing. */
  apply: (frame: Frame) => boolean;
  resync: (newestSeq: number) => void;
  close: () => void;
}

interface InboxOptions {
  since: number;
  onResult: (result: PlayResult) => void;
  onResync: (newestSeq: number) => void;
}

export function createInbox({ since, onResult, onResync }: InboxOptions): Inbox {
  const sequence = createSequence(since);
  /** Results that wait for a gap before them to be filled. */
  const held = new Map<number, PlayResult>();
  let isClosed = false;

  function passOn(after: number) {
    for (let seq = after + 1; seq <= sequence.position(); seq += 1) {
      const result = held.get(seq);
      held.delete(seq);
      if (result !== undefined && !isClosed) onResult(result);
    }
  }

  function accept(result: PlayResult): boolean {
    const before = sequence.position();
    const { isNew, hasGap } = sequence.accept(result.seq);
    if (isNew) held.set(result.seq, result);
    passOn(before);
    return !hasGap;
  }

  function resync(newestSeq: number) {
    if (newestSeq <= sequence.position()) held.clear();
    for (const seq of held.keys()) if (seq <= newestSeq) held.delete(seq);
    sequence.moveTo(newestSeq);
    onResync(newestSeq);
    passOn(newestSeq);
  }

  function apply(frame: Frame): boolean {
    switch (frame.type) {
      case "game_result":
        return accept(frame.result);
      case "pong":
        return frame.seq <= sequence.position();
      case "resync":
        resync(frame.seq);
        return true;
      default:
        return true;
    }
  }

  return {
    position: sequence.position,
    apply: (frame) => isClosed || apply(frame),
    resync: (newestSeq) => {
      if (!isClosed) resync(newestSeq);
    },
    close: () => {
      isClosed = true;
    },
  };
}
