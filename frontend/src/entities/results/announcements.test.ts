import { expect, test } from "vitest";
import { play } from "@tests/backend";
import { createAnnouncements } from "./announcements";

function listen() {
  const due: (() => void)[] = [];
  const after = (_ms: number, work: () => void) => {
    due.push(work);
    return () => {};
  };
  const announcements = createAnnouncements({ now: () => 0, after }, () => {});
  return {
    receive: (...seqs: number[]) => {
      for (const seq of seqs) announcements.announce(play(seq, seq, seq % 2 === 0 ? 1.5 : null));
      for (const work of due.splice(0)) work();
    },
    words: () => announcements.current().map(({ words }) => words),
  };
}

test.each([
  ["one result", [1], ["1 loses."]],
  [
    "five results",
    [1, 2, 3, 4, 5],
    ["1 loses.", "2 wins 1.5 points.", "3 loses.", "4 wins 1.5 points.", "5 loses."],
  ],
  ["six results", [1, 2, 3, 4, 5, 6], ["6 results: 3 won, 4.5 points."]],
])("announcing %s at a time", (_count, seqs, words) => {
  const { receive, words: announced } = listen();
  receive(...seqs);
  expect(announced()).toEqual(words);
});

test("earlier announcements don't change when more are added", () => {
  const { receive, words } = listen();
  receive(1);
  receive(2);
  expect(words()).toEqual(["1 loses.", "2 wins 1.5 points."]);
});
