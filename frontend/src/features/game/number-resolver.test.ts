import { expect, test } from "vitest";
import { RULES } from "@tests/backend";
import { numberSchema } from "./number-resolver";

const schema = numberSchema(RULES);

test.each([
  [5, 5],
  [77, 77],
  ["42", 42],
])("%j is played as %i", (entered, number) => {
  expect(schema.parse({ number: entered })).toEqual({ number });
});

test.each(["", "4", 4, 78, 6.5, "6.5", -6, "six", Infinity, 2 ** 53])(
  "%j is refused in words",
  (entered) => {
    const messages = schema
      .safeParse({ number: entered })
      .error?.issues.map(({ message }) => message);
    expect(messages?.[0]).toBe("Enter a whole number from 5 to 77.");
  },
);
