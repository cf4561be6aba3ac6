// @vitest-environment node
/** The ESLint rule that keeps text out of components. */
import { Linter } from "eslint";
import { expect, test } from "vitest";
import { catalogText } from "../catalog-text.mjs";

const found = (code: string) =>
  new Linter()
    .verify(code, {
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      plugins: { catalog: { rules: { text: catalogText } } },
      rules: { "catalog/text": "error" },
    })
    .map(({ message }) => message);

test.each([
  "<p>Play</p>",
  "<p>{count} plays</p>",
  '<button aria-label="close" />',
  '<input placeholder="number" />',
  '<img alt="code" />',
  "<Card title={`results`} />",
  '<Field label={"email"} />',
  'const title = "Sign in";',
  'show("It went through.");',
  "const text = `${count} plays won`;",
])("%s is rejected", (code) => {
  expect(found(code)).toEqual(["Text for people belongs in messages/en.json."]);
});

test.each([
  "<p>{text.play}</p>",
  "<button aria-label={text.close} />",
  '<h1 translate="no">NumberPlay</h1>',
  '<Card title="NumberPlay" />',
  '<li className="Row wide">{" · "}</li>',
  'const header = "Idempotency-Key";',
  'throw new RangeError("Not a number");',
])("%s is accepted", (code) => {
  expect(found(code)).toEqual([]);
});
