/** The texts in every language. `globalThis.storyLanguage` selects one, whereas a build of the web app has only one. */
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const PREFIX = "messages:";

export function switchableMessages(frontend: string, languages: readonly string[]): Plugin {
  const fileOf = (language: string, group: string) =>
    `${frontend}${language === "en" ? "src/messages" : `.messages/${language}`}/${group}.ts`;
  return {
    name: "switchable-messages",
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null;
      const group = id.slice(PREFIX.length + 1);
      const english = readFileSync(fileOf("en", group), "utf8");
      const names = Array.from(english.matchAll(/^export const (\w+)/gm), ([, name]) => name);
      return [
        ...languages.map((name) => `import * as ${name} from "${fileOf(name, group)}";`),
        `const chosen = { ${languages.join(", ")} }[globalThis.storyLanguage];`,
        ...names.map((name) => `export const ${name ?? ""} = chosen.${name ?? ""};`),
      ].join("\n");
    },
  };
}
