// Compiled from messages/ by `npm run messages`. Don't edit.
export const title = "Unsubscribe";
export const question = "Stop receiving the weekly summary?";
export const unsubscribe = "Unsubscribe";
export const done = "You've unsubscribed";
export const doneHint = "You won't get the weekly summary anymore. You can turn it on again in your account.";
export const account = "Go to your account";
export const weeklySummary = "Weekly summary";
export const weeklySummaryHint = "Your plays, wins, and points from the past week, every Monday";
export const verifyFirst = "Verify your email address first.";
export const notChanged = "Your email settings couldn't be changed";
