/** What a subscription can do without WebSocket: the event stream or polling, and reading what is missing. */
import type { Frame } from "../realtime/frames.ts";
import { createFallback, type Fallback } from "./fallback.ts";
import type { Inbox } from "./inbox.ts";
import { readMissed } from "./missed.ts";
import { createPoll, type Poll } from "./poll.ts";
import { canShareStreams, sharedStreamOf, type SharedStreamOptions } from "./shared-stream.ts";
import { type OpenStream, streamOf } from "./stream.ts";
import type { SubscriptionOptions } from "./subscription-options.ts";
import { createTrial, type Trial } from "./trial.ts";

export interface OverHttp {
  poll: Poll;
  fallback: Fallback;
  trial: Trial;
  /** Whether another tab has the event stream, and tries WebSocket for this one. */
  isFollowing: () => boolean;
}

interface OverHttpOptions extends SubscriptionOptions {
  inbox: Inbox;
  /** Something else has delivered what is missing there. */
  giveUpSocket: () => void;
  /** The tab with the event stream may have found that WebSocket works. */
  onLeft: () => void;
  onChange: () => void;
}

export function createOverHttp(options: OverHttpOptions): OverHttp {
  const { api, inbox, timers } = options;
  let isFollowing = false;
  const onFollowing = (follows: boolean) => {
    isFollowing = follows;
  };
  const onFrame = (frame: Frame) => {
    if (!inbox.apply(frame)) void poll.read();
    trial.arrived();
  };
  const poll = createPoll({
    read: () => readMissed(api, inbox),
    onRead(succeeded) {
      fallback.polled(succeeded);
      trial.arrived();
    },
    timers,
  });
  const openStream = openStreamOf({ ...options, position: inbox.position, onFollowing });
  const fallback = createFallback({ ...options, poll, openStream, onFrame });
  const trial = createTrial({ ...options, fallback, position: inbox.position, read: poll.read });
  return { poll, fallback, trial, isFollowing: () => isFollowing };
}

/** Without Web Locks, the tabs of a browser poll, because their streams could take all of its connections. */
function openStreamOf(
  options: SubscriptionOptions & Omit<SharedStreamOptions, "name" | "openStream">,
): OpenStream | null {
  const { sharing } = options;
  const openStream = streamOf(options);
  if (sharing === "none") return openStream;
  return canShareStreams() ? sharedStreamOf({ ...options, ...sharing, openStream }) : null;
}
