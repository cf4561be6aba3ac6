/** The three kinds of errors that a request to the backend can end with. */
import type { components } from "./schema.gen.ts";

export type ErrorItem = components["schemas"]["ErrorItem"];

/** The backend responded with an error. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly status: number,
    readonly entries: readonly ErrorItem[],
    readonly retryAfterSeconds: number | null,
  ) {
    super(entries[0]?.detail ?? `The server answered ${String(status)}.`);
  }
}

/** There was no response. The request may or may not have been processed. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
}

/** There is no session. */
export class SignedOutError extends Error {
  override readonly name = "SignedOutError";
}

/** True if the backend rejected the request with this code. */
export function hasCode(error: unknown, code: ErrorItem["code"]): boolean {
  return error instanceof ApiError && error.entries.some((entry) => entry.code === code);
}

/** True if the request may have been processed although no valid response arrived. */
export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof NetworkError || (error instanceof ApiError && error.status >= 500);
}

export function apiErrorOf(response: Response, body: unknown): ApiError {
  return new ApiError(response.status, entriesOf(body), retryAfterSecondsOf(response));
}

function entriesOf(body: unknown): ErrorItem[] {
  if (!isRecord(body) || !Array.isArray(body["errors"])) return [];
  return body["errors"].filter(isEntry);
}

function isEntry(value: unknown): value is ErrorItem {
  return (
    isRecord(value) && typeof value["code"] === "string" && typeof value["detail"] === "string"
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function retryAfterSecondsOf(response: Response): number | null {
  const seconds = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  return Number.isNaN(seconds) ? null : seconds;
}
