// Compiled from messages/ by `npm run messages`. Don't edit.
export const menuOf = ({ name }: { name: string | number }): string => `Account menu for ${name}`;
export const player = "Player";
export const toggleTheme = "Switch between light and dark theme";
export const skip = "Skip to content";
export const navigation = "Main";
