/** The states of pages for visitors. */
import type { Page } from "@playwright/test";
import { alert, ALL, EVERYWHERE, heading, LIGHT, type Picture, refused } from "./picture";

const VISITOR = { player: null };
const CODE_ASKED = refused(401, "second_factor_required", "A code is needed.");

async function signIn(page: Page) {
  await page.getByLabel("Email").fill("ada@example.com");
  await page.getByLabel("Password", { exact: true }).fill("seven wooden boats");
  await page.getByRole("button", { name: "Sign in" }).click();
}

export const VISITORS: Record<string, Picture> = {
  landing: { path: "/", looks: EVERYWHERE, scene: VISITOR, shows: heading },
  "sign-in": { path: "/login", looks: ALL, scene: VISITOR, shows: heading },
  register: { path: "/register", looks: ALL, scene: VISITOR, shows: heading },
  "register-refused": {
    path: "/register",
    looks: LIGHT,
    scene: VISITOR,
    reach: (page) => page.getByRole("button", { name: "Register" }).click(),
    shows: (page) => page.getByText("Please check these fields"),
  },
  "sign-in-limited": {
    path: "/login",
    looks: LIGHT,
    scene: {
      ...VISITOR,
      answers: {
        "POST /auth/api/login/": { status: 429, headers: { "Retry-After": "42" } },
      },
    },
    reach: signIn,
    shows: alert,
  },
  "two-factor-asked": {
    path: "/login",
    looks: LIGHT,
    scene: { ...VISITOR, answers: { "POST /auth/api/login/": CODE_ASKED } },
    reach: signIn,
    shows: (page) => page.getByLabel("Code from your authenticator app"),
  },
  "two-factor-wrong": {
    path: "/login",
    looks: LIGHT,
    scene: { ...VISITOR, answers: { "POST /auth/api/login/": CODE_ASKED } },
    async reach(page, { answers }) {
      await signIn(page);
      await page.getByLabel("Code from your authenticator app").fill("000000");
      answers["POST /auth/api/login/"] = refused(401, "invalid_second_factor", "Wrong.", "code");
      await page.getByRole("button", { name: "Sign in" }).click();
    },
    shows: (page) => page.getByText("This code is incorrect"),
  },
  forgot: { path: "/forgot", looks: LIGHT, scene: VISITOR, shows: heading },
  reset: {
    path: "/reset#token=none",
    looks: LIGHT,
    scene: VISITOR,
    shows: (page) => page.getByLabel("New password", { exact: true }),
  },
  unsubscribe: {
    path: "/unsubscribe#token=given",
    looks: LIGHT,
    scene: VISITOR,
    shows: (page) => page.getByRole("button", { name: "Unsubscribe" }),
  },
  "not-found": { path: "/nowhere", looks: LIGHT, scene: VISITOR, shows: heading },
  status: {
    path: "/status",
    looks: LIGHT,
    scene: VISITOR,
    shows: (page) => page.getByText("All systems are operational."),
  },
  "status-degraded": {
    path: "/status",
    looks: LIGHT,
    scene: {
      ...VISITOR,
      answers: {
        "GET /health/": {
          status: 200,
          body: {
            status: "degraded",
            version: "1.0.0",
            build: "unknown",
            checks: { database: "read_only", cache: "up", channel_layer: "up", tasks: "down" },
          },
        },
      },
    },
    shows: heading,
  },
  verify: {
    path: "/verify#token=given",
    looks: LIGHT,
    scene: {
      ...VISITOR,
      answers: {
        "POST /auth/api/email/verify/inspect/": {
          status: 200,
          body: { username: "ada", date_joined: "2026-01-31T12:00:00Z" },
        },
      },
    },
    shows: (page) => page.getByText("If you didn't create this account"),
  },
  "verify-refused": {
    path: "/verify#token=given",
    looks: LIGHT,
    scene: {
      ...VISITOR,
      answers: {
        "POST /auth/api/email/verify/inspect/": refused(400, "invalid_token", "Invalid.", "token"),
      },
    },
    shows: heading,
  },
};
