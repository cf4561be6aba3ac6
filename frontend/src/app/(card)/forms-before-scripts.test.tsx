/** Input that was entered before the scripts loaded, or without firing an event, is submitted. */
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { done, recording, signedIn } from "@tests/backend";
import { inRuntime } from "@tests/page";
import { ForgotForm } from "@/features/password-reset/forgot-form";
import { LoginForm } from "@/features/auth/login-form";
import { RegisterForm } from "@/features/auth/register-form";

const EMAIL = "ada@example.com";
const PASSWORD = "seven wooden boats";

const FORMS = [
  {
    page: <LoginForm />,
    path: "/auth/api/login/",
    answer: () => Response.json(signedIn()),
    entered: { email: EMAIL, password: PASSWORD },
    more: { client: "browser" },
  },
  {
    page: <RegisterForm />,
    path: "/auth/api/register/",
    answer: () => Response.json(signedIn(), { status: 201 }),
    entered: { username: "ada", email: EMAIL, password: PASSWORD },
    more: { client: "browser", language: "en" },
  },
  {
    page: <ForgotForm />,
    path: "/auth/api/password/reset/",
    answer: done,
    entered: { email: EMAIL },
    more: {},
  },
];

/** Renders the server's HTML, as it is shown before any script runs. */
function rendered(page: ReactElement) {
  const place = document.body.appendChild(document.createElement("div"));
  const content = inRuntime(page);
  place.innerHTML = renderToString(content);
  return { place, hydrate: () => render(content, { container: place, hydrate: true }) };
}

function write(place: HTMLElement, entered: object, withEvents: boolean) {
  for (const [name, value] of Object.entries(entered)) {
    const field = place.querySelector<HTMLInputElement>(`input[name=${name}]`)!;
    field.value = String(value);
    if (withEvents) field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

const shown = (place: HTMLElement) =>
  Object.fromEntries(new FormData(place.querySelector("form")!).entries());

for (const { page, path, answer, entered, more } of FORMS) {
  test(`${path}: without scripts, the form puts nothing into the URL`, () => {
    const { place } = rendered(page);
    const form = place.querySelector("form")!;
    expect([form.method, form.getAttribute("action")]).toEqual(["post", null]);
    place.remove();
  });

  for (const how of ["typed", "autofilled"] as const)
    test(`${path}: input ${how} before hydration is kept and submitted`, async () => {
      const sent = recording("post", path, answer);
      const { place, hydrate } = rendered(page);
      write(place, entered, how === "typed");
      hydrate();
      expect(shown(place)).toEqual(entered);
      await userEvent.click(screen.getByRole("button", { name: /^(Sign in|Register|Send link)$/ }));
      await waitFor(() => expect(sent).toEqual([{ ...entered, ...more }]));
    });

  test(`${path}: input autofilled later without firing an event is submitted`, async () => {
    const sent = recording("post", path, answer);
    const { place, hydrate } = rendered(page);
    hydrate();
    write(place, entered, false);
    await userEvent.click(screen.getByRole("button", { name: /^(Sign in|Register|Send link)$/ }));
    await waitFor(() => expect(sent).toEqual([{ ...entered, ...more }]));
  });

  test(`${path}: a field changed by a program after typing is submitted as shown`, async () => {
    const sent = recording("post", path, answer);
    const { place, hydrate } = rendered(page);
    hydrate();
    await userEvent.type(place.querySelector("input[name=email]")!, "grace@example.com");
    write(place, entered, false);
    await userEvent.click(screen.getByRole("button", { name: /^(Sign in|Register|Send link)$/ }));
    await waitFor(() => expect(sent).toEqual([{ ...entered, ...more }]));
  });
}
