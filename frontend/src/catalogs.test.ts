/** The catalogs of all languages have the same messages, which take the same values. */
import { readdirSync, readFileSync } from "node:fs";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";

type Catalog = Record<string, string>;

function read(language: string): Catalog {
  const groups = JSON.parse(readFileSync(`messages/${language}.json`, "utf8")) as Record<
    string,
    Catalog
  >;
  const messages = Object.entries(groups).flatMap(([group, catalog]) =>
    Object.entries(catalog).map(([name, text]) => [`${group}.${name}`, text] as const),
  );
  return Object.fromEntries(messages);
}

const LANGUAGES = readdirSync("messages").map((name) => name.replace(".json", ""));
const ENGLISH = read("en");

/** Returns every element of a message, including those within plurals and selections. */
function elementsOf(elements: MessageFormatElement[]): MessageFormatElement[] {
  return elements.flatMap((element) =>
    element.type === TYPE.plural || element.type === TYPE.select
      ? [element, ...Object.values(element.options).flatMap(({ value }) => elementsOf(value))]
      : [element],
  );
}

const parsed = (message: string) => elementsOf(parse(message, { ignoreTag: true }));

const valuesOf = (message: string) =>
  [
    ...new Set(
      parsed(message).flatMap((element) =>
        [TYPE.literal, TYPE.pound].includes(element.type) || !("value" in element)
          ? []
          : [element.value],
      ),
    ),
  ].toSorted();

const differing = (catalog: Catalog, differs: (english: string, message: string) => boolean) =>
  Object.entries(ENGLISH).flatMap(([key, english]) =>
    differs(english, catalog[key] ?? "") ? [key] : [],
  );

/** Messages that are the same in English and the translation. */
const SAME: Record<string, string[]> = {
  de: [
    "connection.inSeconds",
    "connection.live",
    "connection.offline",
    "connection.milliseconds",
    "forms.code",
    "landing.laptop",
    "landing.live",
    "status.server",
  ],
  ar: [],
};
/** True if nothing is left to translate apart from the values. */
const isTranslatable = (message: string) =>
  parsed(message).some(
    (element) =>
      element.type === TYPE.literal && /\p{L}{2}/u.test(element.value.replace("NumberPlay", "")),
  );

test("the languages include German and a right-to-left language", () => {
  expect(LANGUAGES).toEqual(expect.arrayContaining(["ar", "de", "en"]));
});

describe.each(LANGUAGES)("%s", (language) => {
  const catalog = read(language);

  test("has all English messages, and no others", () => {
    expect(Object.keys(catalog)).toEqual(Object.keys(ENGLISH));
  });

  test("has messages that take the same values as in English", () => {
    const differs = (english: string, message: string) =>
      valuesOf(english).join() !== valuesOf(message).join();
    expect(differing(catalog, differs)).toEqual([]);
  });

  test("has the plural forms of the language, and no others", () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    for (const [key, message] of Object.entries(catalog))
      for (const element of parsed(message))
        if (element.type === TYPE.plural)
          expect([key, Object.keys(element.options).toSorted()]).toEqual([key, forms]);
  });
});

test.each(LANGUAGES.filter((language) => language !== "en"))("%s is translated", (language) => {
  const untranslated = differing(
    read(language),
    (english, message) => isTranslatable(english) && english === message,
  );
  expect(untranslated).toEqual(SAME[language] ?? []);
});

test("in Arabic, only the product's name has Latin letters", () => {
  const latin = Object.entries(read("ar")).filter(([, message]) =>
    parsed(message).some(
      (element) =>
        element.type === TYPE.literal &&
        /\p{Script=Latin}/u.test(element.value.replaceAll("NumberPlay", "")),
    ),
  );
  expect(latin).toEqual([]);
});
