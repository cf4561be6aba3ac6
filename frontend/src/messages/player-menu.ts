// Compiled from messages/ by `npm run messages`. Don't edit.
export const signOut = "Sign out";
export const stillSignedIn = "You're still signed in";
export const lightTheme = "Light theme";
export const darkTheme = "Dark theme";
