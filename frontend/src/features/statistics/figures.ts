/** The labels of a player's statistics, in the order in which they are shown. */
import type { Statistics } from "@numberplay/client/api/types";
import { points } from "@/entities/results/format";
import { percentText } from "@/shared/lib/numbers";
import * as text from "@/messages/totals";

export const FIGURES: readonly { name: string; read: (statistics: Statistics) => string }[] = [
  { name: text.plays, read: ({ total_games }) => points(total_games) },
  { name: text.wins, read: ({ wins }) => points(wins) },
  { name: text.losses, read: ({ losses }) => points(losses) },
  { name: text.winRate, read: ({ win_rate }) => percentText(win_rate) },
  { name: text.totalPoints, read: ({ total_prize }) => points(total_prize) },
  { name: text.pointsPerWin, read: ({ average_prize }) => points(average_prize) },
  { name: text.bestPrize, read: ({ best_prize }) => points(best_prize) },
  { name: text.currentStreak, read: ({ current_streak }) => points(current_streak) },
  { name: text.bestStreak, read: ({ best_streak }) => points(best_streak) },
];
