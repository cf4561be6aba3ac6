/** Errors as messages for the player. */
import { ApiError, NetworkError } from "@numberplay/client/api/errors";
import * as text from "@/messages/errors";
import { PartLoadError } from "./part-load-error";

export function errorText(error: unknown): string {
  if (error instanceof NetworkError) {
    return text.network;
  }
  if (error instanceof PartLoadError) {
    return text.part;
  }
  if (!(error instanceof ApiError)) return text.unknown;
  if (error.status === 429) return limitText(error.retryAfterSeconds);
  if (error.status >= 500) return text.server;
  return error.message;
}

export function limitText(seconds: number | null): string {
  if (seconds === null) return text.tooMany;
  if (seconds < 90) return text.tooManySeconds({ seconds });
  return text.tooManyMinutes({ minutes: Math.ceil(seconds / 60) });
}
