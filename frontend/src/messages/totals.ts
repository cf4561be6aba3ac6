// Compiled from messages/ by `npm run messages`. Don't edit.
export const winRate = "Win rate";
export const pointsPerWin = "Points per win";
export const losses = "Losses";
export const wins = "Wins";
export const bestPrize = "Best prize";
export const bestStreak = "Best streak";
export const currentStreak = "Current streak";
export const plays = "Plays";
export const totalPoints = "Total points";
export const winsInARow = ({ count }: { count: number }): string => `${count === 1 ? `${count} win` : `${count} wins`} in a row`;
export const today = "Today";
export const atLeast = ({ count }: { count: string | number }): string => `${count}+`;
