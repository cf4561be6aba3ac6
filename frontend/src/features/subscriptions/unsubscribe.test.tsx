import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { done, recording, refusal } from "@tests/backend";
import { openPage } from "@tests/page";
import { Unsubscribe } from "./unsubscribe";

const PATH = "/auth/api/email/unsubscribe/";

function openLink(address: string) {
  window.history.replaceState(null, "", address);
  return openPage(<Unsubscribe />);
}

test("the link unsubscribes after a confirmation, without signing in", async () => {
  const sent = recording("post", PATH, done);
  const { user } = openLink("/unsubscribe#token=1.abc");
  const button = await screen.findByRole("button", { name: "Unsubscribe" });
  expect(sent).toEqual([]);
  expect(window.location.href).toBe("http://localhost:3000/unsubscribe");
  await user.click(button);
  expect(await screen.findByRole("status")).toHaveTextContent("You've unsubscribed");
  expect(sent).toEqual([{ token: "1.abc" }]);
});

test("an invalid link shows an error", async () => {
  recording("post", PATH, () => refusal(400, "invalid_token", "This link is no longer valid."));
  const { user } = openLink("/unsubscribe#token=1.abc");
  await user.click(await screen.findByRole("button", { name: "Unsubscribe" }));
  expect(await screen.findByRole("status")).toHaveTextContent("This link is invalid");
});

test("a link without a token shows an error", async () => {
  openLink("/unsubscribe");
  expect(await screen.findByRole("status")).toHaveTextContent("This link is invalid");
});
