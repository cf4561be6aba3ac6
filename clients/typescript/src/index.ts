export { ApiError, NetworkError, SignedOutError } from "./api/errors.ts";
export type { Api } from "./api/client.ts";
export type { Player, PlayResult } from "./api/types.ts";
export { createClient } from "./program.ts";
export type { Client, Proof, SubscriptionListeners } from "./program.ts";
export type { SubscriptionStatus } from "./results/status.ts";
export type { Subscription } from "./results/subscription.ts";
