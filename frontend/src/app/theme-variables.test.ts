import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from "@mantine/core";
import { expect, test } from "vitest";
import { theme } from "@/shared/ui/mantine/theme";

test("theme-variables.css contains the variables of the theme", async () => {
  const variables = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme));
  variables.light["--mantine-color-scheme"] = "light";
  variables.dark["--mantine-color-scheme"] = "dark";
  const lines = convertCssVariables(variables, ":root").replaceAll(/[;{}]/g, "$&\n");
  const file = `/* Generated from theme.ts by theme-variables.test.ts. Run \`npx vitest run theme-variables -u\` to regenerate it. */\n${lines}`;
  await expect(file).toMatchFileSnapshot("theme-variables.css");
});
