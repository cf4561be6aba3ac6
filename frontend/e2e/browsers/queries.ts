/** Finds elements as Testing Library does, inside the page. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Target } from "./browser";

const LIBRARY = readFileSync(
  createRequire(import.meta.url).resolve("@testing-library/dom/dist/@testing-library/dom.umd.js"),
  "utf8",
);

/** Runs as a classic script, where `this` is the window. Each document needs it once. */
const LOADED = `if (!window.TestingLibraryDom) (function () { ${LIBRARY} }).call(window);`;

/** The body of a function that returns the only visible element of a target. Throws if there is none. */
export function finding(target: Target): string {
  return `${LOADED} return ${query(target)};`;
}

/** The body of a function that returns the value of an expression. */
export const valueOf = (expression: string): string => `return ${expression};`;

function query({ role, name, label, testId }: Target): string {
  const library = "TestingLibraryDom";
  if (testId !== undefined)
    return `${library}.getByTestId(document.body, ${JSON.stringify(testId)})`;
  if (label !== undefined)
    return `${library}.getByLabelText(document.body, ${JSON.stringify(label)}, { selector: "input" })`;
  const options = name === undefined ? "{}" : `{ name: ${JSON.stringify(name)} }`;
  return `${library}.getByRole(document.body, ${JSON.stringify(role)}, ${options})`;
}
