// Compiled from messages/ by `npm run messages`. Don't edit.
export const off = "Two-factor authentication is off. When it's on, signing in also requires a code from an app on your phone, so a stolen password alone won't be enough.";
export const verifyFirst = "Verify your email address first.";
export const turnOnOpen = "Turn on…";
export const on = ({ count }: { count: number }): string => `Two-factor authentication is on. You have ${count === 1 ? `${count} recovery code` : `${count} recovery codes`} left.`;
export const renewOpen = "Generate new recovery codes…";
export const turnOffOpen = "Turn off…";
