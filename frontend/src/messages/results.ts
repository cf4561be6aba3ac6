// Compiled from messages/ by `npm run messages`. Don't edit.
export const announcements = "Results";
export const summary = ({ count, wins, points }: { count: number; wins: string | number; points: string | number }): string => `${count === 1 ? `${count} result` : `${count} results`}: ${wins} won, ${points}.`;
export const loses = ({ number }: { number: string | number }): string => `${number} loses.`;
export const wins = ({ number, points }: { number: string | number; points: string | number }): string => `${number} wins ${points}.`;
export const points = ({ count, points }: { count: number; points: string | number }): string => `${count === 1 ? `${points} point` : `${points} points`}`;
export const prize = ({ points }: { points: string | number }): string => `+${points}`;
