/** The parts of a subscription that don't use WebSocket: the event stream, polling, and reading missing results. */
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
  /** Whether another tab has the event stream, and is trying WebSocket on behalf of this one. */
  isFollowing: () => boolean;
}

interface OverHttpOptions extends SubscriptionOptions {
  inbox: Inbox;
  /** Called when another transport has delivered a result that the socket hasn't. */
  giveUpSocket: () => void;
  /** Called when the tab with the event stream has closed it, possibly because WebSocket works again. */
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

/** Without Web Locks, all tabs of a browser poll, because their streams could use up its connections. */
function openStreamOf(
  options: SubscriptionOptions & Omit<SharedStreamOptions, "name" | "openStream">,
): OpenStream | null {
  const { sharing } = options;
  const openStream = streamOf(options);
  if (sharing === "none") return openStream;
  return canShareStreams() ? sharedStreamOf({ ...options, ...sharing, openStream }) : null;
}
