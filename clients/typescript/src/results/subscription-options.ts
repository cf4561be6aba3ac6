/** The options of a subscription. */
import type { Api } from "../api/client.ts";
import type { PlayResult } from "../api/types.ts";
import type { SocketCredentials } from "../realtime/socket-types.ts";
import type { Timers } from "../realtime/timers.ts";
import type { Sharing } from "./shared-stream.ts";
import type { SubscriptionStatus } from "./status.ts";

export interface SubscriptionOptions {
  origin: string;
  api: Api;
  credentials: Omit<SocketCredentials, "check">;
  sharing: Sharing;
  /** The results after this seq are new. */
  since: number;
  onResult: (result: PlayResult) => void;
  /**
   * The subscription continues after this result. Either too many results were missed to send them individually, or the
   * server was restored to an earlier state and the results after this one are lost.
   */
  onResync: (newestSeq: number) => void;
  onStatus: (status: SubscriptionStatus) => void;
  /** Called when the server has rejected even a new token. */
  onSignedOut: () => void;
  WebSocket?: typeof WebSocket | undefined;
  timers: Timers;
  random: () => number;
}
