import shared from "../../frontend/eslint.config.mjs";

/** Only the web app uses the catalog. Other programs decide how to show errors. */
const config = [...shared, { files: ["src/**/*.ts"], rules: { "catalog/text": "off" } }];

export default config;
