/** The socket's language, as this client hears it. Reading is total: a frame is a known message or null. */
import * as z from "zod/mini";
import type { PlayResult } from "@/shared/api/types";

const whole = z.int();

const gameResult = z.object({
  type: z.literal("game_result"),
  id: whole,
  seq: whole,
  number: whole,
  result: z.enum(["win", "lose"]),
  prize: z.nullable(z.number()),
  played_at: z.string(),
});

const frame = z.discriminatedUnion("type", [
  gameResult,
  z.object({ type: z.literal("pong"), seq: whole }),
  z.object({ type: z.literal("resync"), seq: whole }),
  z.object({ type: z.literal("authenticated") }),
  z.object({ type: z.literal("error"), code: z.string(), detail: z.string() }),
]);

export type Frame = z.infer<typeof frame>;

export function readFrame(text: unknown): Frame | null {
  if (typeof text !== "string") return null;
  try {
    const read = frame.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** The HTTP answer and the frame of one play are one result. */
export function resultOfFrame({ type: _, ...result }: z.infer<typeof gameResult>): PlayResult {
  return result;
}
