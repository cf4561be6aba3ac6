export { default } from "../../frontend/eslint.config.mjs";
