import shared from "../../frontend/eslint.config.mjs";

/** The catalogue of texts is the web app's; what a program shows of an error is up to it. */
const config = [...shared, { files: ["src/**/*.ts"], rules: { "catalogue/text": "off" } }];

export default config;
