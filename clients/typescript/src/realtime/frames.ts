/** Parses the socket's frames. Every frame becomes a known message or null. */
import type { PlayResult } from "../api/types.ts";

export type Frame =
  | { type: "game_result"; result: PlayResult }
  | { type: "pong"; seq: number }
  | { type: "resync"; seq: number }
  | { type: "authenticated" }
  | { type: "error"; code: string; detail: string; retryAfterSeconds: number | null };

type Fields = Record<string, unknown>;

export function readFrame(text: unknown): Frame | null {
  return frameOf(fieldsOf(text));
}

function frameOf(fields: Fields): Frame | null {
  switch (fields["type"]) {
    case "game_result":
      return isResult(fields) ? { type: "game_result", result: resultOf(fields) } : null;
    case "pong":
    case "resync":
      return isWhole(fields["seq"]) ? { type: fields["type"], seq: fields["seq"] } : null;
    case "authenticated":
      return { type: "authenticated" };
    case "error":
      return errorOf(fields);
    default:
      return null;
  }
}

/** The data of a server-sent event. A result needs no type there, because the event has one. */
export function readEvent(name: string, data: string): Frame | null {
  return frameOf({ ...fieldsOf(data), type: name });
}

function fieldsOf(text: unknown): Fields {
  if (typeof text !== "string") return {};
  try {
    return Object(JSON.parse(text)) as Fields;
  } catch {
    return {};
  }
}

function errorOf({ code, detail, retry_after: wait }: Fields): Frame {
  const retryAfterSeconds = typeof wait === "number" && wait >= 0 ? wait : null;
  return { type: "error", code: String(code), detail: String(detail), retryAfterSeconds };
}

/** A new field in the API's result causes a type error here until it is checked. */
const CHECKS: Record<keyof PlayResult, (value: unknown) => boolean> = {
  id: isWhole,
  seq: isWhole,
  number: isWhole,
  result: (value) => value === "win" || value === "lose",
  prize: (value) => value === null || typeof value === "number",
  played_at: (value) => typeof value === "string",
};
const FIELDS = Object.keys(CHECKS) as (keyof PlayResult)[];

/** The HTTP response and the frame of a play contain the same result. The frame only adds its type. */
function resultOf(fields: PlayResult): PlayResult {
  return Object.fromEntries(FIELDS.map((name) => [name, fields[name]])) as unknown as PlayResult;
}

export function isResult(fields: Fields): fields is Fields & PlayResult {
  return FIELDS.every((name) => CHECKS[name](fields[name]));
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
