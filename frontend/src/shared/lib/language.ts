/**
 * The language of this build. There is one build for each file in messages/, which contains only the texts of that
 * language.
 */

const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

/** `next.config.ts` inserts it into the build. */
export const language = process.env.WEB_LANGUAGE ?? "en";

export const direction = RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
