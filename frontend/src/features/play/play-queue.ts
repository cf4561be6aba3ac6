/** Sends the plays in the order of the presses, one request at a time. */
import { isOutcomeUnknown } from "@numberplay/client/api/errors";

/** A play that must be made only once, even if it has to be sent several times. */
export interface PendingPlay {
  number: number;
  key: string;
}

export interface QueueState {
  /** Oldest first. After an error, only the plays that can be retried. */
  waiting: readonly PendingPlay[];
  /** Why the queue stopped, or null. */
  error: unknown;
  /** How many presses were dropped because the play before them was rejected. */
  dropped: number;
}

interface PlayQueueOptions {
  send: (play: PendingPlay) => Promise<unknown>;
  newKey: () => string;
  onChange: () => void;
}

export interface PlayQueue {
  read: () => QueueState;
  press: (number: number) => void;
  /** Resends the play whose response was lost, with the same key, and then the plays behind it. */
  retry: () => void;
  /** Gives up the unanswered plays, and returns them. */
  release: () => readonly PendingPlay[];
}

const EMPTY: QueueState = { waiting: [], error: null, dropped: 0 };

export function createPlayQueue({ send, newKey, onChange }: PlayQueueOptions): PlayQueue {
  let state = EMPTY;
  let isSending = false;

  function set(next: QueueState) {
    state = next;
    onChange();
  }

  async function run() {
    isSending = true;
    set({ ...EMPTY, waiting: state.waiting });
    for (let play = state.waiting[0]; play !== undefined; play = state.waiting[0]) {
      const failure = await send(play).then(() => null, failed);
      if (failure !== null) set(stopped(state.waiting, failure.error));
      else set({ ...state, waiting: state.waiting.slice(1) });
      if (failure !== null) break;
    }
    isSending = false;
  }

  return {
    read: () => state,
    press(number) {
      const play = { number, key: newKey() };
      if (isSending) {
        set({ ...state, waiting: [...state.waiting, play] });
        return;
      }
      // After a lost response, the same number is a retry. Another number gives up the unanswered plays.
      const isRetry = state.waiting[0]?.number === number;
      state = { ...state, waiting: isRetry ? state.waiting : [play] };
      void run();
    },
    retry() {
      if (!isSending) void run();
    },
    release() {
      if (isSending) return [];
      const { waiting } = state;
      set(EMPTY);
      return waiting;
    },
  };
}

const failed = (error: unknown) => ({ error });

function stopped(waiting: readonly PendingPlay[], error: unknown): QueueState {
  if (isOutcomeUnknown(error)) return { waiting, error, dropped: 0 };
  return { waiting: [], error, dropped: waiting.length - 1 };
}
