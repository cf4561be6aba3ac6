/** Errors as messages for the player. */
import { ApiError, NetworkError } from "@numberplay/client/api/errors";
import { PartLoadError } from "./part-load-error";

export function errorText(error: unknown): string {
  if (error instanceof NetworkError) {
    return "The server did not answer. Check your connection and try again.";
  }
  if (error instanceof PartLoadError) {
    return "This part of the page couldn't be loaded. Check your connection and try again.";
  }
  if (!(error instanceof ApiError)) return "Something went wrong. Please try again.";
  if (error.status === 429) return limitText(error.retryAfterSeconds);
  if (error.status >= 500) return "The server has a problem. Please try again in a moment.";
  return error.message;
}

export function limitText(seconds: number | null): string {
  if (seconds === null) return "That was too often. Please wait a moment.";
  return `That was too often. Please wait ${durationText(seconds)}.`;
}

function durationText(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? "1 second" : `${String(seconds)} seconds`;
  return `${String(Math.ceil(seconds / 60))} minutes`;
}
