// Compiled from messages/ by `npm run messages`. Don't edit.
export const title = "Play a number";
export const shortcuts = "Keyboard shortcuts";
export const invalid = ({ min, max }: { min: string | number; max: string | number }): string => `Enter a whole number from ${min} to ${max}.`;
export const yourNumber = "Your number";
export const range = ({ min, max }: { min: string | number; max: string | number }): string => `A whole number from ${min} to ${max}`;
export const play = "Play";
export const retryIsSafe = "If it did go through, retrying will show that result. You won't play twice.";
export const random = "Random";
export const repeat = "Repeat";
export const twoLess = "Two less";
export const twoMore = "Two more";
export const quickPicks = "Quick picks";
