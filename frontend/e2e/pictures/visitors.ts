/** The states of pages for visitors. */
import { alert, ALL, EVERYWHERE, heading, LIGHT, type Picture, refused } from "./picture";

const VISITOR = { player: null };

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
    async reach(page) {
      await page.getByLabel("Email").fill("ada@example.com");
      await page.getByLabel("Password", { exact: true }).fill("seven wooden boats");
      await page.getByRole("button", { name: "Sign in" }).click();
    },
    shows: alert,
  },
  forgot: { path: "/forgot", looks: LIGHT, scene: VISITOR, shows: heading },
  reset: {
    path: "/reset#token=none",
    looks: LIGHT,
    scene: VISITOR,
    shows: (page) => page.getByLabel("New password", { exact: true }),
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
