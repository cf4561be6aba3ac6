// Compiled from messages/ by `npm run messages`. Don't edit.
export const keyDigit = "Start typing";
export const enterKey = "Enter";
export const keyEnter = "Play the number";
export const keyRandom = "Pick a random number";
export const keyArrows = "Add or subtract one";
export const keyHelp = "Show this help";
export const shortcutsReach = ({ reach }: { reach: string }): string => `They work ${reach === "anywhere" ? "anywhere on this page" : "in the number field"}. You can change this in your account.`;
export const key = "Key";
export const action = "Action";
