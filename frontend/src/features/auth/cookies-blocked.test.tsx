/**
 * In a browser that blocks cookies, and thus the rest of its storage, the player gets a message and can play in this
 * tab.
 */
import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, onTestFinished, test, vi } from "vitest";
import { accessToken, at, backend, PLAYER, recording } from "@tests/backend";
import { openPage } from "@tests/page";
import { LoginForm } from "./login-form";
import { RegisterForm } from "./register-form";

const refused = () => {
  throw new DOMException("The operation is insecure.", "SecurityError");
};

const cookies = (access: { set?: () => void }) => {
  Object.defineProperty(document, "cookie", {
    configurable: true,
    get: () => "",
    set: () => {},
    ...access,
  });
};

const throwing = (name: string) => {
  cookies({});
  vi.stubGlobal(name, refused);
};

const BLOCKED: [string, () => void][] = [
  ["keeps no cookies", () => cookies({})],
  ["throws when a cookie is written", () => cookies({ set: refused })],
  ["blocks BroadcastChannel", () => throwing("BroadcastChannel")],
  [
    "doesn't support BroadcastChannel",
    () => {
      cookies({});
      vi.stubGlobal("BroadcastChannel", undefined);
    },
  ],
  [
    "blocks Web Locks",
    () => {
      cookies({});
      Object.defineProperty(navigator, "locks", {
        configurable: true,
        value: { request: refused },
      });
      onTestFinished(() => void Reflect.deleteProperty(navigator, "locks"));
    },
  ],
  [
    "blocks all storage",
    () => {
      cookies({ set: refused });
      for (const name of ["BroadcastChannel", "indexedDB"]) vi.stubGlobal(name, refused);
    },
  ],
];

const PAGES = [
  ["/auth/api/login/", <LoginForm key="login" />, "Sign in"],
  ["/auth/api/register/", <RegisterForm key="register" />, "Register"],
] as const;

for (const [path, page, button] of PAGES)
  test.each(BLOCKED)(`${path} works in a browser that %s`, async (_, block) => {
    block();
    const expired = { access: accessToken("first", { lifeSeconds: 10 }), refresh: "r1" };
    const sent = recording("post", path, () => HttpResponse.json({ user: PLAYER, ...expired }));
    const renewed = recording("post", "/auth/api/token/refresh/", () =>
      HttpResponse.json({ access: accessToken("second"), refresh: "r2" }),
    );
    const asked: (string | null)[] = [];
    backend.use(
      http.get(at("/api/game/history/"), ({ request }) => {
        asked.push(request.headers.get("Authorization"));
        return HttpResponse.json([]);
      }),
    );

    const { user } = openPage(page);
    expect(screen.getByRole("status", { name: "Your browser blocks cookies" })).toBeInTheDocument();
    if (path.includes("register")) await user.type(screen.getByLabelText("Username"), "ada");
    await user.type(screen.getByLabelText("Email"), "ada@example.com");
    await user.type(screen.getByLabelText("Password"), "seven wooden boats");
    await user.click(screen.getByRole("button", { name: button }));

    await expect.poll(() => asked).toEqual([`Bearer ${accessToken("second")}`]);
    expect(sent).toHaveLength(1);
    expect(sent[0]).not.toHaveProperty("client");
    expect(renewed).toEqual([{ refresh: "r1" }]);
  });

test("a browser that keeps cookies doesn't show the message", () => {
  openPage(<LoginForm />);
  expect(screen.queryByText("Your browser blocks cookies")).not.toBeInTheDocument();
});
