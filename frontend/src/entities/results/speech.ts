/** What a screen reader is told: each result once; many at a time as a count. */
import type { PlayResult } from "@numberplay/client/api/types";
import type { Timers } from "@numberplay/client/realtime/timers";
import { points, spokenResult } from "./words";

const GATHERED_FOR_MS = 200;
/** More than these at a time are nothing to listen to one by one. */
const TOLD_ONE_BY_ONE = 5;
const KEPT_LINES = 20;

export interface Line {
  id: number;
  words: string;
}

export interface Speech {
  lines: () => readonly Line[];
  say: (result: PlayResult) => void;
}

export function createSpeech(timers: Timers, onSpoken: () => void): Speech {
  let lines: readonly Line[] = [];
  let waiting: PlayResult[] = [];

  function speak() {
    const told = waiting.length > TOLD_ONE_BY_ONE ? [counted(waiting)] : waiting.map(alone);
    waiting = [];
    lines = [...lines, ...told].slice(-KEPT_LINES);
    onSpoken();
  }

  return {
    lines: () => lines,
    say(result) {
      waiting.push(result);
      if (waiting.length === 1) timers.after(GATHERED_FOR_MS, speak);
    },
  };
}

const alone = (result: PlayResult): Line => ({ id: result.seq, words: spokenResult(result) });

function counted(results: readonly PlayResult[]): Line {
  const wins = results.filter(({ result }) => result === "win").length;
  const prize = results.reduce((sum, result) => sum + (result.prize ?? 0), 0);
  const words = `${String(results.length)} results: ${String(wins)} won, ${points(prize)} points.`;
  return { id: results.at(-1)?.seq ?? 0, words };
}
