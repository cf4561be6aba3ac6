import { render, screen } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { expect, test, vi } from "vitest";
import PageError from "./error";
import GlobalError from "./global-error";

test("a page with a problem says that nothing is lost, and is loaded anew", () => {
  const reload = vi.fn();
  vi.stubGlobal("location", { reload });
  render(<PageError />);
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("This page has a problem");
  expect(screen.getByText(/Your results are safe/)).toBeInTheDocument();
  screen.getByRole("button", { name: "Try again" }).click();
  expect(reload).toHaveBeenCalledOnce();
});

test("a problem of all pages stands alone, in a document of its own, and leads back to the game", () => {
  const page = new DOMParser().parseFromString(renderToString(<GlobalError />), "text/html");
  expect(page.documentElement.lang).toBe("en");
  expect(page.title).toBe("Problem · NumberPlay");
  expect(page.querySelector("main h1")?.textContent).toBe("NumberPlay has a problem");
  expect(page.querySelector("main a")?.getAttribute("href")).toBe("/play");
});
