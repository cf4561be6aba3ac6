import { expect, test } from "vitest";
import { ApiError, NetworkError } from "@numberplay/client/api/errors";
import { newKey } from "@numberplay/client/api/idempotency-key";
import { createPlayQueue, type PendingPlay } from "./play-queue";

const LOST = new NetworkError();
const LIMITED = new ApiError(429, [], 7);

/** A queue whose plays wait until the test answers them. */
function openQueue() {
  const sent: PendingPlay[] = [];
  const open: ((error?: Error) => void)[] = [];
  let keys = 0;
  const queue = createPlayQueue({
    newKey: () => `key ${String((keys += 1))}`,
    onChange: () => {},
    send(play) {
      sent.push(play);
      return new Promise((resolve, reject) => {
        open.push((error) => (error === undefined ? resolve(null) : reject(error)));
      });
    },
  });
  /** Answers the request in flight, and lets the queue continue. */
  async function answer(error?: Error) {
    open.shift()?.(error);
    await new Promise((resolve) => setTimeout(resolve));
  }
  const waiting = () => queue.read().waiting.map(({ number }) => number);
  const numbers = () => sent.map(({ number }) => number);
  return { queue, sent, answer, waiting, numbers };
}

test("presses are sent in order, one at a time, each with its own key", async () => {
  const { queue, sent, answer, waiting, numbers } = openQueue();
  for (const number of [42, 42, 43]) queue.press(number);
  expect(numbers()).toEqual([42]);
  expect(waiting()).toEqual([42, 42, 43]);
  await answer();
  expect(numbers()).toEqual([42, 42]);
  await answer();
  await answer();
  expect(sent).toEqual([
    { number: 42, key: "key 1" },
    { number: 42, key: "key 2" },
    { number: 43, key: "key 3" },
  ]);
  expect(queue.read()).toEqual({ waiting: [], error: null, dropped: 0 });
});

test("a lost response stops the queue, and a retry continues it with the same keys", async () => {
  const { queue, sent, answer, waiting, numbers } = openQueue();
  for (const number of [42, 43]) queue.press(number);
  await answer(LOST);
  expect(queue.read().error).toBe(LOST);
  expect(waiting()).toEqual([42, 43]);
  expect(numbers()).toEqual([42]);
  queue.retry();
  queue.retry();
  expect(queue.read().error).toBeNull();
  await answer();
  await answer();
  expect(sent.map(({ key }) => key)).toEqual(["key 1", "key 1", "key 2"]);
  expect(waiting()).toEqual([]);
});

test("after a lost response, playing the same number retries the play", async () => {
  const { queue, sent, answer } = openQueue();
  queue.press(42);
  await answer(LOST);
  queue.press(42);
  await answer();
  expect(sent.map(({ key }) => key)).toEqual(["key 1", "key 1"]);
});

test("after a lost response, playing another number gives up the unanswered plays", async () => {
  const { queue, sent, answer, waiting } = openQueue();
  for (const number of [42, 43]) queue.press(number);
  await answer(LOST);
  queue.press(44);
  await answer();
  expect(sent.at(-1)).toEqual({ number: 44, key: "key 3" });
  expect(sent).toHaveLength(2);
  expect(waiting()).toEqual([]);
});

test("a rejected play drops the presses behind it, and counts them", async () => {
  const { queue, answer, numbers } = openQueue();
  for (const number of [42, 43, 44]) queue.press(number);
  await answer(LIMITED);
  expect(queue.read()).toEqual({ waiting: [], error: LIMITED, dropped: 2 });
  queue.press(45);
  expect(queue.read()).toMatchObject({ error: null, dropped: 0 });
  await answer();
  expect(numbers()).toEqual([42, 45]);
});

test("keys are unique and valid header values", () => {
  const keys = Array.from({ length: 50 }, newKey);
  expect(new Set(keys).size).toBe(50);
  for (const key of keys) expect(key).toMatch(/^[\x21-\x7e]{1,128}$/);
});
