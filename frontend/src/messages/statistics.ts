// Compiled from messages/ by `npm run messages`. Don't edit.
export const band = "Band";
export const plays = "Plays";
export const showTable = "Show as a table";
export const byBand = "Plays by prize band";
export const overTime = "Points over time";
export const lastPlays = ({ count, plays }: { count: number; plays: string | number }): string => `${count === 1 ? "Your last play" : `Your last ${plays} plays`}, oldest first`;
export const play = "Play";
export const points = "Points";
export const runningTotal = "Running total";
export const lastPlaysByBand = ({ count, plays }: { count: number; plays: string | number }): string => `${count === 1 ? "Your last play" : `Your last ${plays} plays`}, by prize band`;
export const noData = "No data yet. Play a number first.";
export const bandName = ({ above, percent }: { above: string | number; percent: string | number }): string => `Above ${above} (${percent}%)`;
export const title = "Statistics";
export const all = "All plays";
