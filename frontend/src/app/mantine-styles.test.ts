import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const STYLES = "node_modules/@mantine/core/styles";

const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(join("src", name), "utf8"));

const found = (pattern: RegExp) =>
  sources.flatMap((source) => Array.from(source.matchAll(pattern), ([, part]) => part ?? ""));

test("styles are imported for every Mantine component in use, and no others", () => {
  const used = new Set(
    found(/import \{([^}]+)\} from "@mantine\/core"/g)
      .flatMap((names) => names.split(","))
      .map((name) => name.trim().replace(/ as .*/, ""))
      .filter((name) => existsSync(`${STYLES}/${name}.css`)),
  );
  const styled = new Set(found(/import "@mantine\/core\/styles\/([A-Z]\w+)\.css"/g));
  // Menu and Modal are built from these.
  const parts = ["CloseButton", "ModalBase", "Overlay"];
  const more = ["Paper", "Popover", "UnstyledButton"];
  expect([...styled].toSorted()).toEqual([...used, ...parts, ...more].toSorted());
});
