// Compiled from messages/ by `npm run messages`. Don't edit.
export const description = "A real-time number game. Play a number, and every open tab instantly shows whether it won.";
export const tagline = "A real-time number game";
export const notFound = "Page not found";
export const nothingHere = "This page doesn't exist.";
export const errorTitle = "Something went wrong";
export const errorDocumentTitle = "Something went wrong · NumberPlay";
export const resultsAreSafe = "Your results are safe. Please try again.";
