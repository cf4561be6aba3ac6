export { ApiError, NetworkError, SignedOutError } from "./api/errors.ts";
export type { Api } from "./api/client.ts";
export type { Player, PlayResult } from "./api/types.ts";
export { createClient } from "./program/client.ts";
export type {
  Client,
  ClientOptions,
  Proof,
  Registration,
  SubscriptionListeners,
} from "./program/client.ts";
export type { KnownTokens, Tokens } from "./program/tokens.ts";
export type { SubscriptionStatus } from "./results/status.ts";
export type { Subscription } from "./results/subscription.ts";
