import { render, screen } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { expect, test, vi } from "vitest";
import PageError from "./error";
import GlobalError from "./global-error";

test("the error page shows that results are safe, and reloads once the server is reachable", async () => {
  const reload = vi.fn();
  vi.stubGlobal("location", { reload, pathname: "/play" });
  const asked = vi.fn(() => Promise.reject(new TypeError("No network.")));
  vi.stubGlobal("fetch", asked);
  render(<PageError />);
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Something went wrong");
  expect(screen.getByText(/Your results are safe/)).toBeInTheDocument();
  screen.getByRole("button", { name: "Try again" }).click();
  expect(await screen.findByText(/Check your connection/)).toBeInTheDocument();
  expect(reload).not.toHaveBeenCalled();
  vi.stubGlobal("fetch", () => Promise.resolve(new Response()));
  screen.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => reload.mock.calls).toHaveLength(1);
});

test("the root layout's error page is a complete document with a link to the game", () => {
  const page = new DOMParser().parseFromString(renderToString(<GlobalError />), "text/html");
  expect(page.documentElement.lang).toBe("en");
  expect(page.title).toBe("Something went wrong · NumberPlay");
  expect(page.querySelector("main h1")?.textContent).toBe("Something went wrong");
  expect(page.querySelector("main a")?.getAttribute("href")).toBe("/play");
});
