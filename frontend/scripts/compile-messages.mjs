// Compiles messages/<language>.json (ICU MessageFormat) into a module for each group: a string for each message, or a typed
// function for a message with values. English goes to src/messages, or to the given folder; with WEB_LANGUAGE, that
// language goes to .messages/<language>, which a build uses instead.
// English defines the messages and their values. Messages that another language lacks stay English.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, TYPE } from "@formatjs/icu-messageformat-parser";

const FRONTEND = fileURLToPath(new URL("..", import.meta.url));
const ENGLISH = "en";

/**
 * Returns the content of each file by its name. Throws if a message can't be compiled.
 *
 * @typedef {Record<string, Record<string, string>>} Catalog
 * @param {Catalog} english
 * @param {{ language: string, catalog: Catalog }} [translation]
 * @returns {Record<string, string>}
 */
export function compile(english, translation = { language: ENGLISH, catalog: english }) {
  const { language, catalog } = translation;
  refuseUnknown(english, catalog, language);
  const groups = Object.entries(english).map(([group, messages]) => {
    const functions = Object.entries(messages).map(([name, message]) =>
      messageFunction(`${group}.${name}`, message, language, catalog[group]?.[name]),
    );
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
  return [
    "// Compiled from messages/ by `npm run messages`. Don't edit.",
    ...(code.includes("plural(") ? ['import { plural } from "@/shared/lib/plural";'] : []),
    code,
    "",
  ].join("\n");
}

function messageFunction(place, english, language, translation) {
  const types = new Map();
  let body = expression(parsed(english), ENGLISH, types, place);
  const known = [...types.keys()];
  if (language !== ENGLISH && translation !== undefined) {
    const taken = new Map();
    body = expression(parsed(translation), language, taken, place);
    const unknown = [...taken.keys()].filter((name) => !known.includes(name));
    if (unknown.length > 0)
      throw new Error(`${language}.json: ${place} uses ${unknown.join(", ")}.`);
  }
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

/** English plurals don't need `Intl.PluralRules`, whose first use is slow. */
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

/** The available languages, each with its name in that language. */
function languagesFile(languages) {
  const names = languages.map((language) => {
    const name = new Intl.DisplayNames(language, { type: "language" }).of(language);
    return `  ${JSON.stringify(language)}: ${JSON.stringify(name)},`;
  });
  return file(["export const languages = {", ...names, "} as const;"]);
}

export function compileTo(language, folder = outputOf(language)) {
  const english = read(ENGLISH);
  const files = Object.entries(compile(english, { language, catalog: read(language) }));
  files.push(["languages.ts", languagesFile(languages())]);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
}

const outputOf = (language) =>
  join(FRONTEND, language === ENGLISH ? "src/messages" : `.messages/${language}`);

const languages = () =>
  readdirSync(join(FRONTEND, "messages"))
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length));

/** @returns {Catalog} */
const read = (language) =>
  JSON.parse(readFileSync(join(FRONTEND, `messages/${language}.json`), "utf8"));

if (process.argv[1] === fileURLToPath(import.meta.url))
  compileTo(process.env.WEB_LANGUAGE ?? ENGLISH, process.argv[2]);
