import { screen, within } from "@testing-library/react";
import { http } from "msw";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { at, backend, refusal } from "@tests/backend";
import { haveSession, inRuntime, openPage } from "@tests/page";
import { Landing } from "./landing";

const devices = () => screen.getAllByText(/^You (won|lost)/).map(({ textContent }) => textContent);

test("visitors can try the rules without an account", async () => {
  const { user } = openPage(<Landing />);
  const field = await screen.findByLabelText("A number from 5 to 77");
  await user.clear(field);
  await user.type(field, "42");
  expect(screen.getByRole("status")).toHaveTextContent("Even · pays 4.2, 10% of it");
  const bands = screen.getByRole("list", { name: "Prize bands" });
  expect(within(bands).getByRole("listitem", { current: true })).toHaveTextContent("10%up to 76");
  await user.type(field, "0");
  expect(screen.getByRole("status")).toBeEmptyDOMElement();
  expect(within(bands).queryByRole("listitem", { current: true })).not.toBeInTheDocument();
});

test("both devices show the result of the number that a visitor enters", async () => {
  const { user } = openPage(<Landing />);
  const field = await screen.findByLabelText("A number from 5 to 77");
  await user.clear(field);
  await user.type(field, "42");
  expect(devices()).toEqual(["You won +4.2", "You won +4.2"]);
  await user.clear(field);
  await user.type(field, "43");
  expect(devices()).toEqual(["You lost", "You lost"]);
});

test("the introduction and the links to play are on the page before any script runs", () => {
  const page = document.createElement("div");
  page.innerHTML = renderToString(inRuntime(<Landing />));
  const here = within(page);
  expect(here.getByRole("heading", { level: 1 })).toHaveTextContent("Even wins. Odd loses.");
  expect(here.getByText("Start playing")).toHaveAttribute("href", "/register");
  expect(here.getByText("Sign in")).toHaveAttribute("href", "/login");
  expect(here.getAllByText("You won +421")).toHaveLength(2);
  expect(here.getByText("make run")).toHaveAttribute("translate", "no");
});

test("signed-in players see a link to the game", async () => {
  haveSession();
  openPage(<Landing />);
  expect(await screen.findByRole("link", { name: "Play" })).toHaveAttribute("href", "/play");
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
