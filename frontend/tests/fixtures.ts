/** The data of the mocked backend, for tests, stories and pictures. */
import type { PlayResult, Rules, Statistics, SummaryPage } from "@numberplay/client/api/types";

/** These differ from the real rules, so that tests fail if the code contains a copy of those. */
export const RULES: Rules = {
  version: 1,
  range: { min: 5, max: 77 },
  parity: { even: "win", odd: "lose" },
  prize_bands: [{ above: 0, percent: 10 }],
};

export const NO_STATISTICS: Statistics = {
  total_games: 0,
  wins: 0,
  losses: 0,
  win_rate: 0,
  total_prize: 0,
  average_prize: 0,
  best_prize: 0,
  current_streak: 0,
  best_streak: 0,
  last_played: null,
};

export const PLAYER = {
  id: 1,
  username: "ada",
  email: "ada@example.com",
  email_verified: false,
  date_joined: "2026-01-01T00:00:00Z",
  language: "en",
};

export const THIS_DEVICE = {
  id: "11111111-1111-4111-8111-111111111111",
  created_at: "2026-01-01T10:00:00Z",
  last_used_at: "2026-01-02T10:00:00Z",
  ip: "192.0.2.1",
  user_agent:
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  current: true,
};

export const OTHER_DEVICE = {
  ...THIS_DEVICE,
  id: "22222222-2222-4222-8222-222222222222",
  ip: "192.0.2.2",
  user_agent:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
  current: false,
};

/** The responses to the two steps that turn on two-factor authentication. */
export const TOTP_SETUP = {
  secret: "JBSWY3DPEHPK3PXP",
  uri: "otpauth://totp/NumberPlay:ada@example.com?secret=JBSWY3DPEHPK3PXP&issuer=NumberPlay",
  recovery_codes: Array.from(
    { length: 10 },
    (_, index) => `a${String(index)}bc-de${String(index)}f`,
  ),
};

export function accessToken(name = "first", { player = "1", lifeSeconds = 300 } = {}): string {
  const claims = btoa(JSON.stringify({ user_id: player, iat: 1000, exp: 1000 + lifeSeconds }));
  return `header.${claims}.${name}`;
}

// Written by `make schema`.
// prettier-ignore
const EXAMPLE: PlayResult = {"id": 1, "seq": 1, "number": 842, "result": "win", "prize": 421, "played_at": "2026-11-23T20:00:00.000000Z"};

export function play(seq: number, number = 42, prize: number | null = 4.2): PlayResult {
  return {
    ...EXAMPLE,
    id: seq + 1000,
    seq,
    number,
    result: prize === null ? "lose" : "win",
    prize,
    played_at: "2026-01-01T00:00:00Z",
  };
}

const NUMBERS = [842, 7, 9998, 302, 17, 600, 5000, 1234, 333, 902, 88, 441, 842, 2, 7500, 6, 9001];
const PRIZES = [421, null, 6998.6, 90.6, null, 180, 3500, 863.8, null, 631.4, 8.8, null];
const MORE_PRIZES = [421, 0.2, 5250, 0.6, null];

/** The plays of one player by the real rules, newest first, at various times on two days. */
export const RESULTS: PlayResult[] = [...PRIZES, ...MORE_PRIZES].map((prize, index) => ({
  ...play(1204 - index, NUMBERS[index], prize),
  played_at: new Date(Date.UTC(2026, 10, 28, 11 - index, 42)).toISOString(),
}));

export const STATISTICS: Statistics = {
  total_games: 1204,
  wins: 735,
  losses: 469,
  win_rate: 61.05,
  total_prize: 402_118,
  average_prize: 547.1,
  best_prize: 6998.6,
  current_streak: 1,
  best_streak: 14,
  last_played: "2026-11-28T11:42:00Z",
};

export const SUMMARIES: SummaryPage = {
  period: "day",
  seq: 1204,
  next: null,
  summaries: [31, 18, 54, 40, 9, 27, 63, 22, 48, 36].map((plays, index) => ({
    start: new Date(Date.UTC(2026, 10, 28 - index)).toISOString().slice(0, 10),
    plays,
    wins: Math.round(plays * 0.6),
    points: plays * 334,
  })),
};
