/** A program's subscription to every result after a position, or to every new result. */
import { type Api, answerOf } from "../api/client.ts";
import { SignedOutError } from "../api/errors.ts";
import type { ResultsSince } from "../api/types.ts";
import { readPage } from "../results/missed.ts";
import { subscribe, type Subscription } from "../results/subscription.ts";
import type { SubscriptionOptions } from "../results/subscription-options.ts";
import { createCatchUp } from "./catch-up.ts";
import { repeat } from "./repeat.ts";

type ProgramOptions = Omit<SubscriptionOptions, "since">;

/** If `since` is null, only new results are reported. */
export function subscribeFrom(since: number | null, options: ProgramOptions): Subscription {
  if (since !== null) return subscribeAfter(since, options);
  let subscription: Subscription | null = null;
  let isStopped = false;
  options.onStatus({ state: "connecting" });
  untilAnswered(() => newestSeq(options.api)).then(
    (newest) => {
      if (!isStopped) subscription = subscribeAfter(newest, options);
    },
    () => {
      if (!isStopped) options.onStatus({ state: "signed-out" });
    },
  );
  return {
    retryNow: () => subscription?.retryNow(),
    played: (seq) => subscription?.played(seq),
    stop() {
      isStopped = true;
      subscription?.stop();
    },
  };
}

function subscribeAfter(since: number, options: ProgramOptions): Subscription {
  const read = (position: number) => untilAnswered(() => readPage(options.api, position));
  const { onResult, onResync, stop } = createCatchUp({
    ...options,
    since,
    read,
  });
  const subscription = subscribe({ ...options, since, onResult, onResync });
  return {
    ...subscription,
    stop() {
      stop();
      subscription.stop();
    },
  };
}

/** Rejects only if nobody is signed in. */
function untilAnswered<T>(attempt: () => Promise<T>): Promise<T> {
  return repeat(attempt, Infinity, (error) => !(error instanceof SignedOutError));
}

async function newestSeq(api: Api): Promise<number> {
  const params = { query: { since: 0, page_size: 1 } };
  const page = (await answerOf(api.GET("/api/game/results/", { params }))) as ResultsSince;
  return page.seq;
}
