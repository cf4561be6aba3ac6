import { expect, test, vi } from "vitest";
import { play } from "@tests/backend";
import { createInbox } from "./inbox.ts";

function openInbox(since: number) {
  const passedOn: number[] = [];
  const onResync = vi.fn();
  const inbox = createInbox({ since, onResult: ({ seq }) => passedOn.push(seq), onResync });
  const accept = (seq: number) => inbox.apply({ type: "game_result", result: play(seq) });
  return { inbox, accept, passedOn, onResync };
}

test("results are passed on once and in order, regardless of the order in which they arrive", () => {
  const { accept, passedOn } = openInbox(2);
  expect([3, 6, 3, 5, 2].map(accept)).toEqual([true, false, false, false, false]);
  expect(passedOn).toEqual([3]);
  expect(accept(4)).toBe(true);
  expect(accept(6)).toBe(true);
  expect(passedOn).toEqual([3, 4, 5, 6]);
});

test("a pong with a newer seq reveals that results are missing", () => {
  const { inbox } = openInbox(2);
  expect(inbox.apply({ type: "pong", seq: 3 })).toBe(false);
  expect(inbox.apply({ type: "pong", seq: 2 })).toBe(true);
});

test("after a resync to a later seq, the results in between are skipped", () => {
  const { inbox, accept, passedOn, onResync } = openInbox(2);
  for (const seq of [5, 902]) accept(seq);
  expect(inbox.apply({ type: "resync", seq: 900 })).toBe(true);
  expect(onResync).toHaveBeenCalledExactlyOnceWith(900);
  accept(901);
  expect(passedOn).toEqual([901, 902]);
});

test("after a resync to an earlier seq, the same seqs are new again", () => {
  const { inbox, accept, passedOn, onResync } = openInbox(9);
  for (const seq of [10, 12]) accept(seq);
  inbox.apply({ type: "resync", seq: 8 });
  expect(onResync).toHaveBeenCalledExactlyOnceWith(8);
  expect(inbox.position()).toBe(8);
  for (const seq of [9, 10, 11, 12]) accept(seq);
  expect(passedOn).toEqual([10, 9, 10, 11, 12]);
});

test("a resync to the current position discards the results after a gap", () => {
  const { inbox, accept, passedOn } = openInbox(3);
  accept(5);
  inbox.apply({ type: "resync", seq: 3 });
  for (const seq of [4, 5]) accept(seq);
  expect(passedOn).toEqual([4, 5]);
  inbox.apply({ type: "resync", seq: 5 });
  accept(7);
  inbox.apply({ type: "resync", seq: 5 });
  accept(6);
  expect(passedOn).toEqual([4, 5, 6]);
});

test("a closed inbox passes nothing on", () => {
  const { inbox, accept, passedOn, onResync } = openInbox(0);
  inbox.close();
  accept(1);
  inbox.resync(7);
  expect(passedOn).toEqual([]);
  expect(onResync).not.toHaveBeenCalled();
});
