/** Event streams that are refused, buffered by a proxy, silent or ended, while there is no WebSocket. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HttpResponse } from "msw";
import { refusal } from "@tests/backend";
import { FakeSocket } from "@tests/fake-socket";
import {
  eventOf,
  holdClock,
  openSubscription,
  pass,
  passUntil,
  refuseSockets,
  servePolls,
  serveStreams,
} from "./subscription-test-kit.ts";

beforeEach(holdClock);
afterEach(() => void vi.useRealTimers());

const POLLING = { state: "fallback", transport: "polling" };
const blocked = () => new HttpResponse(null, { status: 403 });

test.each<[string, () => Response]>([
  ["refused", blocked],
  ["answered by another server", () => HttpResponse.html("<h1>Proxy</h1>")],
  ["lost", () => HttpResponse.error()],
])("results are polled while the event stream is %s", async (_name, answer) => {
  let newest = 3;
  const asked = servePolls(() => newest);
  serveStreams(answer);
  const { subscription, seqs, status } = openSubscription(3);
  await pass();
  await refuseSockets(2);
  await passUntil(() => status()?.state === "fallback");
  expect(status()).toEqual(POLLING);
  newest = 130;
  await passUntil(() => seqs.length === 127);
  expect(seqs).toEqual(Array.from({ length: 127 }, (_, index) => index + 4));
  expect(asked).toContain(103);
  subscription.stop();
});

test("an event stream that a proxy buffers is replaced by polling, and tried again later", async () => {
  servePolls(() => 0);
  const streams = serveStreams();
  const { subscription, status } = openSubscription();
  await pass();
  await refuseSockets(2);
  await passUntil(() => status()?.state === "fallback");
  expect(status()).toEqual(POLLING);
  expect(streams[0]?.isClosed).toBe(true);
  await passUntil(() => streams.length === 2);
  streams[1]?.send(":\n\n");
  await passUntil(() => (status() as { transport?: string }).transport === "stream");
  subscription.stop();
});

test("a silent event stream is replaced, and the next one resumes from the last result", async () => {
  servePolls(() => 1);
  const streams = serveStreams();
  const { subscription, seqs } = openSubscription();
  await pass();
  await refuseSockets(2);
  await passUntil(() => streams.length === 1);
  streams[0]?.send(eventOf(1));
  await passUntil(() => seqs.length === 1);
  await passUntil(() => streams.length === 2);
  expect(streams[0]?.isClosed).toBe(true);
  expect(streams[1]?.since).toBe("1");
  subscription.stop();
});

test("an ended event stream is retried after Retry-After at the earliest", async () => {
  servePolls(() => 0);
  const times: number[] = [];
  serveStreams(() => {
    times.push(performance.now());
    return HttpResponse.json({ errors: [] }, { status: 429, headers: { "Retry-After": "40" } });
  });
  const { subscription } = openSubscription();
  await pass();
  await refuseSockets(2);
  await passUntil(() => times.length === 2);
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(40_000);
  subscription.stop();
});

test("the player is signed out if the event stream rejects a new token too", async () => {
  servePolls(() => 0);
  let refused = 0;
  serveStreams(() => {
    refused += 1;
    return refusal(401, "token_not_valid", "Expired.");
  });
  const { subscription, credentials, status, onSignedOut } = openSubscription();
  await pass();
  await refuseSockets(1);
  await passUntil(() => status()?.state === "signed-out");
  expect(refused).toBe(2);
  expect(credentials.renew).toHaveBeenCalledTimes(1);
  expect(onSignedOut).toHaveBeenCalledTimes(1);
  const opened = FakeSocket.opened.length;
  await pass(60_000);
  expect(FakeSocket.opened).toHaveLength(opened);
  subscription.stop();
});

test("a page of results that lacks a member counts as a failed poll", async () => {
  servePolls(
    () => 0,
    () => HttpResponse.json({ results: [{ seq: 1 }], seq: 1 }),
  );
  serveStreams(blocked);
  const { subscription, seqs, status } = openSubscription();
  await pass();
  await refuseSockets(2);
  await passUntil(() => status()?.state === "offline");
  expect(seqs).toEqual([]);
  subscription.stop();
});
