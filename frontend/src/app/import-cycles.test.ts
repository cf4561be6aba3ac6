// @vitest-environment node
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

const IMPORT = /(?:from|import)\s*\(?\s*"([^"]+)"/g;
const CLIENT = "../clients/typescript/src";
const ENDINGS = ["", ".ts", ".tsx"];

const files = ["src", "tests", "e2e", CLIENT].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(root, name)),
);
const imports = new Map(files.map((file) => [file, importedBy(file)]));

function importedBy(file: string): string[] {
  const found = Array.from(readFileSync(file, "utf8").matchAll(IMPORT), ([, name]) => name ?? "");
  return found.flatMap((name) => resolve(file, name) ?? []).filter((other) => other !== file);
}

function resolve(file: string, name: string): string | undefined {
  const path = name.startsWith(".")
    ? normalize(join(dirname(file), name))
    : name
        .replace(/^@tests\//, "tests/")
        .replace(/^@numberplay\/client\//, `${CLIENT}/`)
        .replace(/^@\//, "src/");
  return ENDINGS.map((ending) => path + ending).find((it) => /\.tsx?$/.test(it) && existsSync(it));
}

/** Returns the files of the first cycle found from this file, if any. */
function cycleFrom(file: string, done: Set<string>, path: readonly string[] = []): string[] {
  if (path.includes(file)) return path.slice(path.indexOf(file));
  if (done.has(file)) return [];
  for (const other of imports.get(file) ?? []) {
    const cycle = cycleFrom(other, done, [...path, file]);
    if (cycle.length > 0) return cycle;
  }
  done.add(file);
  return [];
}

test("there are no import cycles", () => {
  const done = new Set<string>();
  expect(imports.get("src/app/layout.tsx")).toContain("src/app/providers/runtime.tsx");
  for (const file of files) expect(cycleFrom(file, done)).toEqual([]);
});
