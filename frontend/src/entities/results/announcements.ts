/** The announcements of results for screen readers: each result once, or a count if many arrive at a time. */
import type { PlayResult } from "@numberplay/client/api/types";
import type { Timers } from "@numberplay/client/realtime/timers";
import * as text from "@/messages/results";
import { pointsText, resultText } from "./format";

const GATHERED_FOR_MS = 200;
/** If more than this many results arrive at a time, only their count is announced. */
const ANNOUNCED_ONE_BY_ONE = 5;
const KEPT = 20;

export interface Announcement {
  id: number;
  words: string;
}

export interface Announcements {
  current: () => readonly Announcement[];
  announce: (result: PlayResult) => void;
}

export function createAnnouncements(timers: Timers, onChange: () => void): Announcements {
  let current: readonly Announcement[] = [];
  let waiting: PlayResult[] = [];

  function flush() {
    const added = waiting.length > ANNOUNCED_ONE_BY_ONE ? [counted(waiting)] : waiting.map(alone);
    waiting = [];
    current = [...current, ...added].slice(-KEPT);
    onChange();
  }

  return {
    current: () => current,
    announce(result) {
      waiting.push(result);
      if (waiting.length === 1) timers.after(GATHERED_FOR_MS, flush);
    },
  };
}

const alone = (result: PlayResult): Announcement => ({ id: result.seq, words: resultText(result) });

function counted(results: readonly PlayResult[]): Announcement {
  const wins = results.filter(({ result }) => result === "win").length;
  const prize = results.reduce((sum, result) => sum + (result.prize ?? 0), 0);
  const words = text.summary({ count: results.length, wins, points: pointsText(prize) });
  return { id: results.at(-1)?.seq ?? 0, words };
}
