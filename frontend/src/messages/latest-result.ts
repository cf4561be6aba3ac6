// Compiled from messages/ by `npm run messages`. Don't edit.
export const waiting = "Your result will appear here.";
export const noPrize = "No prize";
export const nearMiss = ({ number, neighbour, points }: { number: string | number; neighbour: string | number; points: string | number }): string => `${number} → ${neighbour} wins ${points}`;
export const prize = ({ points }: { points: string | number }): string => `+${points}`;
