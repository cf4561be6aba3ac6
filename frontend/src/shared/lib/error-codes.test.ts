import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { ErrorItem } from "@numberplay/client/api/errors";
import * as text from "@/messages/errors";
import { codeText, PASSWORD, USERNAME } from "./error-codes";

const DOCUMENT = readFileSync("../docs/openapi.yaml", "utf8");

/** Returns the definition of a schema in the OpenAPI document. */
function schema(name: string): string {
  return new RegExp(`^    ${name}:\\n((?:(?: {5,}.*)?\\n)+)`, "m").exec(DOCUMENT)?.[1] ?? "";
}

const CODES = Array.from(schema("ErrorCodeEnum").matchAll(/^ {6}- (\w+)$/gm), ([, code]) => code);

test("every error code in the OpenAPI document has a text of its own, or results from a bug", () => {
  expect(CODES).toContain("unique");
  const defects = CODES.filter(
    (code) => codeText({ code: code as ErrorItem["code"], attr: null }) === text.unknown,
  );
  expect(defects).toEqual([
    "bad_request",
    "headers_too_large",
    "idempotency_key_reused",
    "method_not_allowed",
    "not_acceptable",
    "parse_error",
    "unsupported_media_type",
    "uri_too_long",
  ]);
});

test("the limits match the OpenAPI document", () => {
  const field = (name: string) =>
    new RegExp(`${name}:\\n((?: {10}.*\\n)+)`).exec(schema("RegisterRequest"))?.[1] ?? "";
  const limit = (name: string, of: string) =>
    Number(new RegExp(`${of}: (\\d+)`).exec(field(name))?.[1]);
  expect(USERNAME).toEqual({
    min: limit("username", "minLength"),
    max: limit("username", "maxLength"),
  });
  expect(PASSWORD).toEqual({ min: limit("password", "minLength") });
});

test.each([
  ["unique", "username", text.usernameTaken],
  ["unique", "email", text.emailTaken],
  ["unique", "other", text.taken],
  ["invalid", "email", text.invalidEmail],
  ["invalid", null, text.invalid],
  ["max_length", "username", text.invalidUsername(USERNAME)],
  ["max_length", "password", text.tooLong],
  ["a_code_of_tomorrow", null, text.unknown],
])("%s of %s is %j", (code, attr, expected) => {
  expect(codeText({ code: code as ErrorItem["code"], attr })).toBe(expected);
});
