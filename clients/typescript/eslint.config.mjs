import shared from "../../frontend/eslint.config.mjs";

/** Only the web app uses the catalogue. Other programs decide how they show an error. */
const config = [...shared, { files: ["src/**/*.ts"], rules: { "catalogue/text": "off" } }];

export default config;
