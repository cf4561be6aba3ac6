/** A subscription whose server and clock are controlled by the test. */
import { http, HttpResponse } from "msw";
import { vi } from "vitest";
import { at, backend, ORIGIN, play } from "@tests/backend";
import { FakeSocket } from "@tests/fake-socket";
import { createPlayerApi } from "../api/client.ts";
import { browserTimers } from "../realtime/timers.ts";
import type { SubscriptionStatus } from "./status.ts";
import type { Sharing } from "./shared-stream.ts";
import { subscribe } from "./subscription.ts";

const STREAM = at("/api/game/results/stream/");
const RESULTS = at("/api/game/results/");

/** Runs the timers that are due, in steps that let real responses arrive. */
export async function pass(ms = 0) {
  for (let passed = 0; passed <= ms; passed += 250) {
    await vi.advanceTimersByTimeAsync(Math.min(250, ms));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The test controls the client's timers. Those of the mocked network are real. */
export function holdClock() {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.opened = [];
}

/** Web Locks for one name. Node 20 has none. */
export function createLocks() {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    request: (_name: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>) => {
      const turn = tail.then(() => (signal.aborted ? Promise.reject(new Error()) : work()));
      tail = turn.catch(() => {});
      return turn;
    },
  };
}

export interface FakeStream {
  since: string | null;
  token: string | null;
  send: (text: string) => void;
  end: () => void;
  isClosed: boolean;
}

/** Event streams that the test writes to. `refuse` makes the server answer the next ones with an error. */
export function serveStreams(refusal: () => Response | null = () => null) {
  const streams: FakeStream[] = [];
  backend.use(
    http.get(STREAM, ({ request }) => {
      const refused = refusal();
      if (refused !== null) return refused;
      return new HttpResponse(bodyOf(request, streams), {
        headers: { "Content-Type": "text/event-stream" },
      });
    }),
  );
  return streams;
}

function bodyOf(request: Request, streams: FakeStream[]) {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const encoder = new TextEncoder();
      const stream: FakeStream = {
        since: new URL(request.url).searchParams.get("since"),
        token: request.headers.get("Authorization"),
        send: (text) => controller.enqueue(encoder.encode(text)),
        end: () => controller.close(),
        isClosed: false,
      };
      request.signal.addEventListener("abort", () => (stream.isClosed = true));
      streams.push(stream);
    },
  });
}

export const eventOf = (seq: number) =>
  `id: ${String(seq)}\nevent: game_result\ndata: ${JSON.stringify(play(seq))}\n\n`;

/** Answers `?since=` up to the newest seq, and records the requests. */
export function servePolls(newest: () => number, refusal: () => Response | null = () => null) {
  const asked: number[] = [];
  backend.use(
    http.get(RESULTS, ({ request }) => {
      const refused = refusal();
      const since = Number(new URL(request.url).searchParams.get("since"));
      asked.push(since);
      if (refused !== null) return refused;
      const count = Math.min(100, Math.max(0, newest() - since));
      const results = Array.from({ length: count }, (_, index) => play(since + index + 1));
      return HttpResponse.json({ results, seq: newest() });
    }),
  );
  return asked;
}

export function openSubscription(since = 0, sharing: Sharing = "none") {
  const statuses: SubscriptionStatus[] = [];
  const seqs: number[] = [];
  const onResync = vi.fn();
  const onSignedOut = vi.fn();
  let token = "first";
  const credentials = {
    token: vi.fn((_freshForMs?: number) => Promise.resolve<string | null>(token)),
    renew: vi.fn((refused: string) => {
      if (refused === token) token = "second";
      return Promise.resolve<string | null>(token);
    }),
    expiresAt: () => performance.now() + 300_000,
  };
  const api = createPlayerApi(ORIGIN, {
    token: () => Promise.resolve(token),
    renew: (refused) => credentials.renew(refused) as Promise<string>,
    ended: new AbortController().signal,
  });
  const subscription = subscribe({
    origin: ORIGIN,
    api,
    credentials,
    sharing,
    since,
    onResult: ({ seq }) => seqs.push(seq),
    onResync,
    onStatus: (status) => statuses.push(status),
    onSignedOut,
    timers: browserTimers,
    random: () => 1,
  });
  return {
    subscription,
    credentials,
    seqs,
    onResync,
    onSignedOut,
    states: () => statuses,
    status: () => statuses.at(-1),
  };
}

/** A subscription whose WebSocket works. */
export async function openLive(sharing: Sharing = "none") {
  const tab = openSubscription(0, sharing);
  await pass();
  const socket = FakeSocket.last;
  socket.accept();
  socket.receive({ type: "pong", seq: 0 });
  return { ...tab, socket };
}

/** Advances the time until the condition is true. */
export async function passUntil(holds: () => boolean) {
  for (let steps = 0; steps < 2000 && !holds(); steps += 1) await pass(50);
  if (!holds()) throw new Error("The condition never became true.");
}

/** Refuses this many handshakes in a row, as a proxy does. */
export async function refuseSockets(times: number) {
  const before = FakeSocket.opened.length;
  for (let refused = 0; refused < times; refused += 1) {
    await passUntil(() => FakeSocket.opened.length > before + refused - (before === 0 ? 0 : 1));
    FakeSocket.last.refuse();
  }
}
