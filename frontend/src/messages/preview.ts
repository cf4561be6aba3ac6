// Compiled from messages/ by `npm run messages`. Don't edit.
export const wouldPay = ({ parity, points, isHalf, share }: { parity: string; points: string | number; isHalf: string; share: string | number }): string => `${parity === "even" ? "Even" : "Odd"} · pays ${points}, ${isHalf === "true" ? "half of it" : `${share} of it`}`;
export const wouldLose = ({ parity, neighbor, points }: { parity: string; neighbor: string | number; points: string | number }): string => `${parity === "even" ? "Even" : "Odd"} loses · ${neighbor} would pay ${points}`;
export const loses = ({ parity }: { parity: string }): string => `${parity === "even" ? "Even" : "Odd"} loses`;
