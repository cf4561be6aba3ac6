import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { accessToken, at, backend, done, recording, refusal } from "@tests/backend";
import { openPlayersPage } from "@tests/page";
import { DeleteAccount } from "./delete-account";
import { ExportData } from "./export-data";

const EXPORT = at("/auth/api/user/export/");

/** Returns the file that the browser was given to save. */
function savedFiles() {
  const saved: { name: string; content: Blob }[] = [];
  let last = new Blob();
  URL.createObjectURL = (content) => {
    last = content as Blob;
    return "blob:here";
  };
  URL.revokeObjectURL = () => {};
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push({ name: this.download, content: last });
  });
  return saved;
}

test("the saved file matches the response byte for byte", async () => {
  const saved = savedFiles();
  const seen: (string | null)[] = [];
  backend.use(
    http.get(EXPORT, ({ request }) => {
      seen.push(request.headers.get("Authorization"));
      return new HttpResponse('{"plays": [1.10]}', {
        headers: { "Content-Type": "application/json" },
      });
    }),
  );
  const { user } = openPlayersPage(<ExportData />);
  await user.click(await screen.findByRole("button", { name: "Download your data" }));
  expect(await screen.findByText(/^Downloaded /)).toBeInTheDocument();
  expect(saved.map(({ name }) => name)).toEqual(["numberplay-export.json"]);
  expect(saved[0]?.content.size).toBe('{"plays": [1.10]}'.length);
  expect(seen).toEqual([`Bearer ${accessToken()}`]);
});

test("a failed export saves nothing and can be retried", async () => {
  const saved = savedFiles();
  backend.use(http.get(EXPORT, () => refusal(503, "service_unavailable", "No."), { once: true }));
  const { user } = openPlayersPage(<ExportData />);
  await user.click(await screen.findByRole("button", { name: "Download your data" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Something went wrong on the server.");
  expect(saved).toEqual([]);
  backend.use(http.get(EXPORT, () => HttpResponse.json({})));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText(/^Downloaded /)).toBeInTheDocument();
});

async function openDeletion() {
  const { user } = openPlayersPage(<DeleteAccount />);
  await user.click(await screen.findByRole("button", { name: "Delete account…" }));
  await screen.findByRole("dialog", { name: "Delete your account?" });
  return user;
}

test("deleting the account sends the password and signs the player out", async () => {
  const sent = recording("delete", "/auth/api/user/", done);
  const { user } = openPlayersPage(<DeleteAccount />);
  await user.click(await screen.findByRole("button", { name: "Delete account…" }));
  await user.type(await screen.findByLabelText("Password"), "correct horse");
  await user.click(screen.getByRole("button", { name: "Delete permanently" }));
  await expect.poll(() => document.cookie).not.toContain("numberplay_signed_in=1");
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  expect(sent).toEqual([{ password: "correct horse" }]);
});

test("a wrong password doesn't delete the account", async () => {
  const wrong = () => refusal(400, "invalid_password", "The password is not right.", "password");
  backend.use(http.delete(at("/auth/api/user/"), wrong));
  const user = await openDeletion();
  const password = screen.getByLabelText("Password");
  await user.type(password, "wrong{Enter}");
  await expect.poll(() => password).toHaveAccessibleDescription("Incorrect password.");
  expect(document.cookie).toContain("numberplay_signed_in=1");
});

test("canceling closes the dialog and keeps the account", async () => {
  const user = await openDeletion();
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
});
