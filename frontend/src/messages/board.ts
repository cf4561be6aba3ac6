// Compiled from messages/ by `npm run messages`. Don't edit.
export const lastThree = "Last three";
export const lastTwenty = "Last twenty";
export const totals = "Your totals";
export const title = "Play a number";
