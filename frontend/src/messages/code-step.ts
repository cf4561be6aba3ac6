// Compiled from messages/ by `npm run messages`. Don't edit.
export const appCode = "Code from your authenticator app";
export const useRecoveryCode = "Use a recovery code instead";
export const recoveryCode = "Recovery code";
export const recoveryCodeHint = "Enter one of your saved codes. Each works once.";
export const useApp = "Use the authenticator app instead";
export const back = "Back";
export const twoFactor = "Two-factor authentication";
export const codeNeeded = "Enter your two-factor code to finish signing in.";
export const appCodeHint = "Enter the 6-digit code shown in the app.";
