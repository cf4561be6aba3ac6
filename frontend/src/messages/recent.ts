// Compiled from messages/ by `npm run messages`. Don't edit.
export const result = "Result";
export const number = "Number";
export const points = "Points";
export const latest = "Your latest results";
export const noPlays = "No plays yet.";
