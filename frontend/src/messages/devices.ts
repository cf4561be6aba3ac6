// Compiled from messages/ by `npm run messages`. Don't edit.
export const othersSignedOut = "All other devices have been signed out.";
export const signedOut = "The device has been signed out.";
export const noOthers = "No other devices are signed in.";
export const signOutOthers = "Sign out all other devices";
export const unknown = "Unknown device";
export const current = "This device";
export const since = ({ time }: { time: string | number }): string => `signed in ${time}`;
export const lastUsed = ({ time }: { time: string | number }): string => `last used ${time}`;
export const signOutDevice = ({ name, ip }: { name: string | number; ip: string | number }): string => `Sign out ${name}, ${ip}`;
export const signOut = "Sign out";
export const browserOnSystem = ({ browser, system }: { browser: string | number; system: string | number }): string => `${browser} on ${system}`;
export const newSignIn = ({ count }: { count: number }): string => `${count === 1 ? "New sign-in to your account" : `${count} new sign-ins to your account`}`;
export const newSignInHint = ({ name, ip }: { name: string | number; ip: string | number }): string => `${name}, ${ip}. If this wasn't you, sign that device out and change your password.`;
export const showDevices = "Show devices";
