/** Finds elements as Testing Library does, inside the page. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Target } from "./browser";

const LIBRARY = readFileSync(
  createRequire(import.meta.url).resolve("@testing-library/dom/dist/@testing-library/dom.umd.js"),
  "utf8",
);

/** Runs as a classic script, where `this` is the window, once in each document. */
const LOADED = `if (!window.TestingLibraryDom) (function () { ${LIBRARY} }).call(window);`;

/** Returns the body of a function that finds the only visible element matching a target, or throws if there is none. */
export function finding(target: Target): string {
  return `${LOADED} return ${query(target)};`;
}

/** Returns the body of a function that evaluates an expression. */
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
