// Compiled from messages/ by `npm run messages`. Don't edit.
export const result = "Result";
export const number = "Number";
export const points = "Points";
export const latest = "Your latest results";
export const noPlays = "No plays yet.";
export const strip = ({ count, wins, losses }: { count: number; wins: string | number; losses: string | number }): string => `${count === 1 ? "Your last play" : `Your last ${count} plays, oldest first`}: ${wins} won, ${losses} lost`;
