/** The language of this build. There is one build for each file in messages/, with the texts of that language only. */

const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

/** `next.config.ts` writes it into the build. */
export const language = process.env.WEB_LANGUAGE ?? "en";

export const direction = RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
