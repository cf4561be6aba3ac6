// Compiled from messages/ by `npm run messages`. Don't edit.
export const signIn = "Sign in";
export const register = "Register";
export const goToGame = "Go to the game";
export const tryAgain = "Try again";
export const password = "Password";
export const close = "Close";
export const cancel = "Cancel";
export const sendLink = "Send link";
export const newPassword = "New password";
export const email = "Email";
export const loadingSession = "Loading your session";
export const appCodeHint = "Enter the 6-digit code shown in the app.";
export const requestLink = "Request another link";
