// Compiles messages/<language>.json (ICU MessageFormat) into src/messages/<group>.ts, or into the given folder: a string
// for each message, or a typed function for a message with values.
// English defines the messages and their values; other languages may leave some out.
import { readdirSync, readFileSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, TYPE } from "@formatjs/icu-messageformat-parser";

const FOLDER = fileURLToPath(new URL("../messages/", import.meta.url));
const OUTPUT = new URL("../src/messages", import.meta.url);
const ENGLISH = "en";

/**
 * The content of each file by its name, for a catalog of each language. Throws for a message that can't be compiled.
 *
 * @param {Record<string, Record<string, Record<string, string>>>} catalogs
 * @returns {Record<string, string>}
 */
export function compile(catalogs) {
  const { [ENGLISH]: english, ...others } = catalogs;
  for (const [language, catalog] of Object.entries(others))
    refuseUnknown(english, catalog, language);
  const groups = Object.entries(english).map(([group, messages]) => {
    const functions = Object.entries(messages).map(([name, message]) => {
      const translations = Object.entries(others).flatMap(([language, catalog]) => {
        const translation = catalog[group]?.[name];
        return translation === undefined ? [] : [[language, translation]];
      });
      return messageFunction(`${group}.${name}`, message, translations);
    });
    return [`${group}.ts`, file(functions)];
  });
  return Object.fromEntries(groups);
}

function refuseUnknown(english, catalog, language) {
  for (const [group, messages] of Object.entries(catalog))
    for (const name of Object.keys(messages))
      if (english[group]?.[name] === undefined)
        throw new Error(`${language}.json: ${group}.${name} doesn't exist in ${ENGLISH}.json.`);
}

function file(functions) {
  const code = functions.join("\n");
  const imports = [
    code.includes("language()") && 'import { language } from "@/shared/lib/language";',
    code.includes("plural(") && 'import { plural } from "@/shared/lib/plural";',
  ].filter(Boolean);
  return [
    "// Compiled from messages/ by `npm run messages`. Don't edit.",
    ...imports,
    code,
    "",
  ].join("\n");
}

function messageFunction(place, message, translations) {
  const types = new Map();
  const english = expression(parsed(message), ENGLISH, types, place);
  const known = [...types.keys()];
  const body = translations.reduceRight((rest, [language, translation]) => {
    const taken = new Map();
    const code = expression(parsed(translation), language, taken, place);
    const unknown = [...taken.keys()].filter((name) => !known.includes(name));
    if (unknown.length > 0)
      throw new Error(`${language}.json: ${place} uses ${unknown.join(", ")}.`);
    return `language() === ${JSON.stringify(language)} ? ${code} : ${rest}`;
  }, english);
  const members = [...types].map(([name, type]) => `${name}: ${type}`).join("; ");
  const parameter = `({ ${known.join(", ")} }: { ${members} }): string => `;
  return `export const ${place.split(".")[1]} = ${known.length === 0 ? "" : parameter}${body};`;
}

const parsed = (message) => parse(message, { ignoreTag: true });

function expression(elements, language, types, place, count) {
  if (elements.every(({ type }) => type === TYPE.literal))
    return JSON.stringify(elements.map(({ value }) => value).join(""));
  const parts = elements.map((element) => part(element, language, types, place, count));
  return `\`${parts.join("")}\``;
}

/** English needs no `Intl.PluralRules` for them, whose first use is slow. */
const isOneOrOther = (options) => Object.keys(options).toSorted().join() === "one,other";

function part(element, language, types, place, count) {
  const { type, value } = element;
  const nested = (options, inner) => {
    const forms = Object.entries(options).map(
      ([key, option]) =>
        `${JSON.stringify(key)}: ${expression(option.value, language, types, place, inner)}`,
    );
    return `{ ${forms.join(", ")} }`;
  };
  const nestedForm = (form) =>
    expression(element.options[form].value, language, types, place, value);
  const choice = (name, { other, ...options }) =>
    Object.entries(options).reduceRight(
      (rest, [key, option]) =>
        `${name} === ${JSON.stringify(key)} ? ${expression(option.value, language, types, place, count)} : ${rest}`,
      expression(other.value, language, types, place, count),
    );
  switch (type) {
    case TYPE.literal:
      return value.replace(/[`\\]|\$\{/g, "\\$&");
    case TYPE.pound:
      return `\${${count}}`;
    case TYPE.argument:
      if (!types.has(value)) types.set(value, "string | number");
      return `\${${value}}`;
    case TYPE.plural:
      if (element.offset || element.pluralType !== "cardinal")
        throw new Error(`${place}: only plain plurals can be compiled.`);
      types.set(value, "number");
      if (language === ENGLISH && isOneOrOther(element.options))
        return `\${${value} === 1 ? ${nestedForm("one")} : ${nestedForm("other")}}`;
      return `\${plural(${JSON.stringify(language)}, ${value}, ${nested(element.options, value)})}`;
    case TYPE.select: {
      if (!types.has(value)) types.set(value, "string");
      return `\${${choice(value, element.options)}}`;
    }
    default:
      throw new Error(`${place}: format numbers and dates before they are passed to a message.`);
  }
}

/** @returns {Record<string, Record<string, Record<string, string>>>} */
function readCatalogs() {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
  return Object.fromEntries(
    files.map((name) => [
      name.slice(0, -".json".length),
      JSON.parse(readFileSync(FOLDER + name, "utf8")),
    ]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? fileURLToPath(OUTPUT);
  const files = Object.entries(compile(readCatalogs()));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
}
