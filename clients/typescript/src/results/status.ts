/** The state of a subscription, which is the same type for every transport. */
export type SubscriptionStatus =
  /** A connection is being opened. */
  | { state: "connecting" }
  /** Results arrive by WebSocket. `roundTripMs` is the time it took to answer a ping. */
  | { state: "live"; roundTripMs: number }
  /** WebSockets are blocked. Results arrive by the event stream, or are requested every few seconds. */
  | { state: "fallback"; transport: "stream" | "polling" }
  /** The server doesn't respond over HTTP either. WebSocket is tried again at `retryAt`, a time of `Timers.now()`. */
  | { state: "offline"; retryAt: number }
  /** The session has ended, and so has the subscription. */
  | { state: "signed-out" };
