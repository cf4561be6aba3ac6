// Compiled from messages/ by `npm run messages`. Don't edit.
import { plural } from "@/shared/lib/plural";
export const announcements = "Results";
export const elsewhere = "From another tab or device";
export const won = "Won";
export const lost = "Lost";
export const summary = ({ count, wins, points }: { count: number; wins: string | number; points: string | number }): string => `${plural("en", count, { "one": `${count} result`, "other": `${count} results` })}: ${wins} won, ${points} points.`;
export const loses = ({ number }: { number: string | number }): string => `${number} loses.`;
export const wins = ({ number, points }: { number: string | number; points: string | number }): string => `${number} wins ${points} points.`;
export const wouldLose = ({ number, parity }: { number: string | number; parity: string }): string => `${number} · ${({ "even": "even", "other": "odd" } as Record<string, string>)[parity] ?? "odd"} · loses`;
export const wouldWin = ({ number, parity, points, percent }: { number: string | number; parity: string; points: string | number; percent: string | number }): string => `${number} · ${({ "even": "even", "other": "odd" } as Record<string, string>)[parity] ?? "odd"} · wins ${points} · ${percent}%`;
export const waiting = "Your result will appear here.";
export const noPrize = "No prize";
export const nearMiss = ({ number, neighbour, points }: { number: string | number; neighbour: string | number; points: string | number }): string => `${number} → ${neighbour} wins ${points}`;
export const prize = ({ points }: { points: string | number }): string => `+${points} points`;
