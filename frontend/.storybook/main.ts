/**
 * Shows the components in their states: `npm run stories`. For development only: no build of the web app contains them.
 */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { StorybookConfig } from "@storybook/react-vite";
import { mergeConfig } from "vite";
import { compileTo } from "../scripts/compile-messages.mjs";
import { switchableMessages } from "./switchable-messages.ts";

const inFrontend = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const config: StorybookConfig = {
  framework: "@storybook/react-vite",
  stories: ["../src/**/*.stories.tsx"],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  features: { sidebarOnboardingChecklist: false },
  typescript: { reactDocgen: false },
  viteFinal(base) {
    const languages = readdirSync(inFrontend("messages")).map((name) => name.replace(".json", ""));
    for (const language of languages.filter((name) => name !== "en")) compileTo(language);
    return mergeConfig(base, {
      define: { "process.env.WEB_LANGUAGE": "globalThis.storyLanguage", "process.env": "{}" },
      plugins: [switchableMessages(inFrontend(""), languages)],
      resolve: {
        alias: [
          { find: /^@\/messages\/(.+)$/, replacement: "messages:$1" },
          { find: "next/navigation", replacement: inFrontend("tests/navigation.ts") },
          { find: "@numberplay/client", replacement: inFrontend("../clients/typescript/src") },
          { find: /^@tests\//, replacement: inFrontend("tests/") },
          { find: /^@\//, replacement: inFrontend("src/") },
        ],
      },
    });
  },
};

export default config;
