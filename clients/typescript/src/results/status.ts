/** The state of a subscription, which every transport reports in the same words. */
export type SubscriptionStatus =
  /** The first connection, or another one, is being opened. */
  | { state: "connecting" }
  /** Results arrive by WebSocket, which has answered a ping after that time. */
  | { state: "live"; roundTripMs: number }
  /** No WebSocket can be opened. Results arrive by the event stream, or are requested every few seconds. */
  | { state: "fallback"; transport: "stream" | "polling" }
  /** The server doesn't answer over HTTP either. The next WebSocket is tried at `retryAt`, by `Timers.now()`. */
  | { state: "offline"; retryAt: number }
  /** The session has ended, and the subscription with it. */
  | { state: "signed-out" };
