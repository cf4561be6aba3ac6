/** Converts errors to messages for the player. The backend's own messages are in English, and for developers. */
import { ApiError, type ErrorItem, NetworkError } from "@numberplay/client/api/errors";
import * as text from "@/messages/errors";
import { codeText } from "./error-codes";
import { PartLoadError } from "./loading/part-load-error";

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
  return entriesText(error.entries) ?? text.unknown;
}

/** Returns the backend's errors for one field, or null. */
export function fieldErrorText(error: unknown, field: string): string | null {
  if (!(error instanceof ApiError)) return null;
  return entriesText(error.entries.filter(({ attr }) => attr === field));
}

export function limitText(seconds: number | null): string {
  if (seconds === null) return text.tooMany;
  if (seconds < 90) return text.tooManySeconds({ seconds });
  return text.tooManyMinutes({ minutes: Math.ceil(seconds / 60) });
}

/** Combines several errors into one message, without duplicates. */
function entriesText(entries: readonly ErrorItem[]): string | null {
  const texts = new Set(entries.map(codeText));
  return texts.size > 0 ? [...texts].join(" ") : null;
}
