/** The event stream, which delivers results as server-sent events to clients whose WebSockets are blocked. */
import { apiErrorOf } from "../api/errors.ts";
import { type Frame, readEvent } from "../realtime/frames.ts";
import type { SocketCredentials } from "../realtime/socket-types.ts";
import type { Timers } from "../realtime/timers.ts";
import { createEventReader } from "./event-reader.ts";

/** The server starts its response immediately, but a proxy that buffers whole responses never passes it on. */
export const BEGIN_WITHIN_MS = 5000;
/** The server sends a comment every 20 s. */
export const SILENCE_MS = 45_000;

export interface StreamHandlers {
  /** Called whenever data has arrived, including comments. */
  onAlive: () => void;
  onFrame: (frame: Frame) => void;
  /** Called once, unless the client closed the stream. Wait at least this long before opening the next one. */
  onEnd: (retryAfterMs: number) => void;
}

/** Returns a function that closes the stream. */
export type OpenStream = (handlers: StreamHandlers) => () => void;

interface StreamOptions {
  origin: string;
  credentials: Pick<SocketCredentials, "token" | "renew">;
  position: () => number;
  /** Called when the server has rejected even a new token. */
  onSignedOut: () => void;
  timers: Timers;
}

export function streamOf(options: StreamOptions): OpenStream {
  return (handlers) => {
    const closing = new AbortController();
    const { signal } = closing;
    const close = () => {
      closing.abort();
    };
    let retryMs = 0;
    const end = (retryAfterMs: number) => {
      if (signal.aborted) return;
      close();
      handlers.onEnd(retryAfterMs || retryMs);
    };
    let cancel = () => {};
    const expect = (withinMs: number) => {
      cancel();
      cancel = options.timers.after(withinMs, () => {
        end(0);
      });
    };
    signal.addEventListener("abort", () => {
      cancel();
    });
    expect(BEGIN_WITHIN_MS);
    const onPart = () => {
      expect(SILENCE_MS);
      handlers.onAlive();
    };
    const onRetry = (ms: number) => {
      retryMs = ms;
    };
    receive(options, {
      signal,
      onPart,
      onRetry,
      onFrame: handlers.onFrame,
    }).then(end, () => {
      end(0);
    });
    return close;
  };
}

interface Receiving {
  signal: AbortSignal;
  onPart: () => void;
  onRetry: (ms: number) => void;
  onFrame: (frame: Frame) => void;
}

/** Resolves when the stream has ended, with the time to wait before the next one. */
async function receive(options: StreamOptions, receiving: Receiving): Promise<number> {
  const { signal, onPart, onRetry, onFrame } = receiving;
  const response = await request(options, signal);
  const isStream = response?.headers.get("Content-Type")?.startsWith("text/event-stream");
  if (!response?.ok || !response.body || !isStream) return retryAfterMsOf(response);
  const read = createEventReader(({ name, data }) => {
    const frame = readEvent(name, data);
    if (frame !== null) onFrame(frame);
  }, onRetry);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done || signal.aborted) return 0;
    onPart();
    read(decoder.decode(value, { stream: true }));
  }
}

/** Returns null if the player has signed out. The token is renewed only if the server rejects it. */
async function request(options: StreamOptions, signal: AbortSignal): Promise<Response | null> {
  const { origin, credentials, position, onSignedOut } = options;
  const send = (token: string) => {
    const url = `${origin}/api/game/results/stream/?since=${String(position())}`;
    const headers = { Accept: "text/event-stream", Authorization: `Bearer ${token}` };
    // Doesn't use `api/transport`, which waits for the end of a response.
    return fetch(url, { headers, signal, cache: "no-store", credentials: "omit" });
  };
  const token = await credentials.token();
  if (token === null) return null;
  const response = await send(token);
  if (response.status !== 401) return response;
  const renewed = await credentials.renew(token);
  if (renewed === null) return null;
  const again = await send(renewed);
  if (again.status === 401) onSignedOut();
  return again;
}

function retryAfterMsOf(response: Response | null): number {
  const seconds = response && apiErrorOf(response, null).retryAfterSeconds;
  return (seconds ?? 0) * 1000;
}
