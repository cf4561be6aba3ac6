// Compiled from messages/ by `npm run messages`. Don't edit.
export const waiting = "Your result will appear here.";
export const noPrize = "No prize";
export const nearMiss = ({ number, neighbor, points }: { number: string | number; neighbor: string | number; points: string | number }): string => `${number} → ${neighbor} wins ${points}`;
export const prize = ({ points }: { points: string | number }): string => `+${points}`;
