import { expect, test, vi } from "vitest";
import { play } from "@tests/backend";
import { SignedOutError } from "../api/errors.ts";
import type { ResultsSince } from "../api/types.ts";
import { createCatchUp } from "./catch-up.ts";

/** Pages have at most 100 results, and arrive when the test answers. */
function openCatchUp(since: number) {
  const seqs: number[] = [];
  const onResync = vi.fn();
  const asked: { since: number; answer: (newest: number) => Promise<void> }[] = [];
  const read = (after: number) =>
    new Promise<ResultsSince>((resolve) => {
      const answer = async (newest: number) => {
        const count = Math.max(0, Math.min(100, newest - after));
        const results = Array.from({ length: count }, (_, index) => play(after + index + 1));
        resolve({ results, seq: newest });
        await new Promise((settled) => setImmediate(settled));
      };
      asked.push({ since: after, answer });
    });
  const onResult = ({ seq }: { seq: number }) => seqs.push(seq);
  const catchUp = createCatchUp({ since, read, onResult, onResync });
  const accept = (seq: number) => catchUp.onResult(play(seq));
  return { catchUp, accept, seqs, onResync, asked };
}

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

test("the results skipped by a resync are read page by page, before those that have arrived since", async () => {
  const { catchUp, accept, seqs, onResync, asked } = openCatchUp(0);
  catchUp.onResync(150);
  accept(151);
  await asked[0]?.answer(151);
  expect(seqs).toEqual(range(1, 100));
  await asked[1]?.answer(151);
  expect(seqs).toEqual(range(1, 151));
  accept(152);
  expect(seqs).toEqual(range(1, 152));
  expect(asked.map(({ since }) => since)).toEqual([0, 100]);
  expect(onResync).not.toHaveBeenCalled();
});

test("a second resync while results are being read extends the range to read", async () => {
  const { catchUp, accept, seqs, asked } = openCatchUp(0);
  catchUp.onResync(50);
  accept(51);
  catchUp.onResync(120);
  await asked[0]?.answer(120);
  await asked[1]?.answer(120);
  expect(seqs).toEqual(range(1, 120));
  expect(asked).toHaveLength(2);
});

test("a resync to an earlier seq is reported, and the same seqs are new again", () => {
  const { catchUp, accept, seqs, onResync, asked } = openCatchUp(5);
  accept(6);
  catchUp.onResync(4);
  accept(5);
  expect(seqs).toEqual([6, 5]);
  expect(onResync).toHaveBeenCalledExactlyOnceWith(4);
  expect(asked).toEqual([]);
});

test("a page that arrives after the server was restored is discarded", async () => {
  const { catchUp, accept, seqs, onResync, asked } = openCatchUp(5);
  catchUp.onResync(700);
  catchUp.onResync(3);
  accept(4);
  await asked[0]?.answer(700);
  expect(seqs).toEqual([4]);
  expect(onResync).toHaveBeenCalledExactlyOnceWith(3);
  expect(asked).toHaveLength(1);
});

test("no results are reported after a gap that can't be read", async () => {
  const seqs: number[] = [];
  const catchUp = createCatchUp({
    since: 0,
    read: () => Promise.reject(new SignedOutError()),
    onResult: ({ seq }) => seqs.push(seq),
    onResync: vi.fn(),
  });
  catchUp.onResync(600);
  catchUp.onResult(play(601));
  await new Promise((settled) => setImmediate(settled));
  catchUp.onResult(play(602));
  expect(seqs).toEqual([]);
});

test("nothing is reported after it is stopped", async () => {
  const { catchUp, accept, seqs, asked } = openCatchUp(0);
  catchUp.onResync(600);
  catchUp.stop();
  await asked[0]?.answer(600);
  accept(601);
  expect(seqs).toEqual([]);
  expect(asked).toHaveLength(1);
});
