// Compiled from messages/ by `npm run messages`. Don't edit.
export const forgot = "Forgot password";
export const signIn = "Sign in";
export const register = "Register";
export const newPassword = "New password";
export const verify = "Verify your email address";
export const account = "Account";
export const history = "History";
export const play = "Play";
export const statistics = "Statistics";
export const status = "Status";
export const home = "NumberPlay: even wins, odd loses";
export const unsubscribe = "Unsubscribe";
