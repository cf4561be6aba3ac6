import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, globalIgnores } from "eslint/config";
import nextVitals from "eslint-config-next/core-web-vitals";
import prettier from "eslint-config-prettier";
import jsxA11y from "eslint-plugin-jsx-a11y";
import tseslint from "typescript-eslint";
import { catalogText } from "./catalog-text.mjs";
import { loneText } from "./lone-text.mjs";

// The zones match the folders: app → features → entities → shared, and no feature imports another.
const LAYERS = ["app", "features", "entities", "shared"];
const features = readdirSync(new URL("src/features", import.meta.url));
const zones = [
  ...LAYERS.slice(1).map((layer, index) => ({
    target: `./src/${layer}`,
    from: LAYERS.slice(0, index + 1).map((above) => `./src/${above}`),
  })),
  ...features.map((feature) => ({
    target: `./src/features/${feature}`,
    from: "./src/features",
    except: [`./${feature}`],
  })),
];

const vagueNames = /(^|\/)(utils?|helpers?|common|misc|manager)(\.|\/)/;
const namedFiles = {
  rules: {
    "kebab-case": {
      create: (context) => ({
        Program(node) {
          const name = context.filename.split("/src/").at(-1);
          if (vagueNames.test(name))
            context.report({ node, message: `"${name}" says nothing about its content.` });
          if (/[A-Z_]/.test(name))
            context.report({ node, message: `"${name}" is not in kebab-case.` });
        },
      }),
    },
  },
};

const onlyIn = (name, place) => ({ name, message: `Only ${place} may use it.` });
const onlyWrapped = (name) => ({
  name,
  message: "Use shared/lib/browser-storage, and never for session data.",
});

export default defineConfig([
  globalIgnores([
    ".messages/**",
    ".next/**",
    "build/**",
    "build-stories/**",
    "coverage/**",
    "test-results/**",
    "playwright-report/**",
    "next-env.d.ts",
    "src/messages/**",
    "src/api/schema.gen.ts",
    "dist/**",
  ]),
  nextVitals,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: dirname(fileURLToPath(import.meta.url)),
      },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-empty-function": ["error", { allow: ["arrowFunctions"] }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { varsIgnorePattern: "^_$", argsIgnorePattern: "^_" },
      ],
      // `record["key"]` marks members that may be missing.
      "@typescript-eslint/dot-notation": "off",
      eqeqeq: "error",
      "no-console": "error",
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ["**/*.tsx"], rules: jsxA11y.flatConfigs.strict.rules },
  {
    files: ["src/**/*.{ts,tsx}"],
    plugins: { named: namedFiles },
    rules: {
      "named/kebab-case": "error",
      "import/no-restricted-paths": ["error", { zones }],
      "no-restricted-globals": [
        "error",
        onlyIn("fetch", "api/transport of the client package"),
        onlyIn("WebSocket", "realtime of the client package"),
        onlyWrapped("localStorage"),
        onlyWrapped("sessionStorage"),
      ],
      // Waits are durations, which must not change when the clock is set.
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "Measure durations with performance.now()." },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message:
            "Get the time of day from the server, and measure durations with performance.now().",
        },
        {
          selector: "CallExpression[callee.name='Date']",
          message:
            "Get the time of day from the server, and measure durations with performance.now().",
        },
        {
          selector:
            "ImportExpression:not(CallExpression[callee.name=/^(loadPart|lazyPart|optionalLazy)$/] ImportExpression)",
          message: "Load parts with loadPart or lazyPart, which show an error if that fails.",
        },
      ],
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["**/*.{test,stories}.{ts,tsx}", "src/**/*-test-kit.tsx", "src/app/first-paint.ts"],
    plugins: { catalog: { rules: { text: catalogText } } },
    rules: { "catalog/text": "error" },
  },
  {
    files: ["src/**/*.tsx"],
    ignores: ["**/*.test.tsx"],
    plugins: { text: { rules: { "lone-text": loneText } } },
    rules: {
      "text/lone-text": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector:
            'JSXOpeningElement[name.name="form"]:not(:has(JSXAttribute[name.name="method"]))',
          message:
            "A form needs a method, so that it never puts its values into the URL before scripts run.",
        },
      ],
    },
  },
  {
    files: ["src/{api,realtime,results,session}/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "^(react|next|@mantine|@tanstack)",
              message: "This layer must not depend on a framework.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["src/api/transport.ts", "src/realtime/socket.ts", "src/results/stream.ts"],
    rules: { "no-restricted-globals": "off" },
  },
  {
    files: ["tests/**", "**/*.{test,stories}.{ts,tsx}", "e2e/**", ".storybook/**"],
    rules: {
      "max-lines-per-function": "off",
      "no-restricted-properties": "off",
      "no-restricted-syntax": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      // Vitest's spies are passed on unbound.
      "@typescript-eslint/unbound-method": "off",
    },
  },
  // Playwright's fixtures get a `use` that isn't a hook.
  { files: ["e2e/**"], rules: { "react-hooks/rules-of-hooks": "off", "no-empty-pattern": "off" } },
  prettier,
]);
