// Compiled from messages/ by `npm run messages`. Don't edit.
export const lastThree = "Last three plays";
export const yourPlay = "Your play";
export const title = "Play a number";
