/** Wraps each story in the runtime of a page, with the mocked backend of the tests and the choices of the toolbar. */
import "@/app/mantine-styles";
import "@/app/tokens.css";
import "@/app/globals.css";
import "./preview.css";
import type { Preview } from "@storybook/react-vite";
import { configure } from "storybook/test";
import { startServices } from "@/app/providers/open-page";
import { Runtime } from "@/app/providers/runtime";
import { preferenceCookie } from "@/entities/preferences/preferences";
import { direction, language } from "@/shared/lib/language";
import { prepare, type StoryParameters } from "@tests/story";

// On a busy machine, lazily loaded parts take a while.
configure({ asyncUtilTimeout: 50_000 });

const choice = (
  title: string,
  icon: "mirror" | "globe" | "transfer",
  items: readonly string[],
) => ({
  toolbar: { title, icon, items: [...items], dynamicTitle: true },
});

const preview: Preview = {
  globalTypes: {
    theme: choice("Theme", "mirror", ["light", "dark"]),
    language: choice("Language", "globe", ["en", "de", "ar"]),
    direction: choice("Direction", "transfer", ["of the language", "ltr", "rtl"]),
  },
  initialGlobals: { theme: "light", language, direction: "of the language" },
  parameters: { layout: "padded", controls: { disable: true }, actions: { disable: true } },
  beforeEach: ({ parameters }) => prepare(parameters as StoryParameters),
  decorators: [
    (Story, { globals, parameters }) => {
      const { theme, language: chosen, direction: way } = globals as Record<string, string>;
      if (chosen !== language) reloadIn(chosen);
      document.cookie = preferenceCookie("theme", theme ?? "light");
      const root = document.documentElement;
      root.lang = language;
      root.dir = way === "ltr" || way === "rtl" ? way : direction;
      return (
        <Runtime key={theme} open={startServices}>
          {parameters["isPage"] ? <Story /> : <main>{Story()}</main>}
        </Runtime>
      );
    },
  ],
};

export default preview;

function reloadIn(language = "en") {
  sessionStorage.setItem("story-language", language);
  window.location.reload();
}
