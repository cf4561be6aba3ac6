import { screen } from "@testing-library/react";
import { http } from "msw";
import { expect, test } from "vitest";
import { at, backend, refusal } from "@tests/backend";
import { haveSession, openPage } from "@tests/page";
import { Landing } from "./landing";

test("visitors can try the rules without an account", async () => {
  const { user } = openPage(<Landing />);
  const field = await screen.findByLabelText("A number from 5 to 77");
  await user.clear(field);
  await user.type(field, "42");
  expect(screen.getByRole("status")).toHaveTextContent("42 · even · wins 4.2 · 10%");
  await user.type(field, "0");
  expect(screen.getByRole("status")).toBeEmptyDOMElement();
  expect(screen.getByRole("link", { name: "Start playing" })).toHaveAttribute("href", "/register");
});

test("signed-in players see a link to the game", async () => {
  haveSession();
  openPage(<Landing />);
  expect(await screen.findByRole("link", { name: "Go to the game" })).toHaveAttribute(
    "href",
    "/play",
  );
  expect(screen.queryByRole("link", { name: "Sign in" })).not.toBeInTheDocument();
});

test("rules that fail to load can be retried", async () => {
  backend.use(
    http.get(at("/api/game/rules/"), () => refusal(404, "not_found", "Not found."), { once: true }),
  );
  const { user } = openPage(<Landing />);
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await screen.findByLabelText("A number from 5 to 77")).toBeInTheDocument();
});
