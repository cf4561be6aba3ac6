// Compiled from messages/ by `npm run messages`. Don't edit.
export const goToGame = "Go to the game";
export const sendLink = "Send link";
export const requestLink = "Request another link";
