// Compiled from messages/ by `npm run messages`. Don't edit.
export const title = "Even wins. Odd loses.";
export const lead = "Win, and you earn a share of your number. The higher the number, the bigger the share. Every open tab updates instantly.";
export const tryIt = "Try it out";
export const start = "Start playing";
export const field = ({ min, max }: { min: string | number; max: string | number }): string => `A number from ${min} to ${max}`;
export const pays = "What a win pays";
export const number = "Number";
export const share = "Share";
export const above = ({ number }: { number: string | number }): string => `above ${number}`;
export const percent = ({ percent }: { percent: string | number }): string => `${percent}%`;
