// Compiled from messages/ by `npm run messages`. Don't edit.
export const elsewhere = "From another tab or device";
export const won = "Won";
export const lost = "Lost";
