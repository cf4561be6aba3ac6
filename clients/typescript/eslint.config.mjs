import shared from "../../frontend/eslint.config.mjs";

/** Only the web app uses the catalog. Other programs decide how they show an error. */
const config = [...shared, { files: ["src/**/*.ts"], rules: { "catalog/text": "off" } }];

export default config;
