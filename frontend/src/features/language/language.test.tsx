import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { at, backend, PLAYER, refusal } from "@tests/backend";
import { openPage, openPlayersPage } from "@tests/page";
import { reload } from "@/shared/lib/loading/reload";
import { dismissNotices } from "@/shared/ui/feedback/notices";
import { LanguageLine } from "./language-line";
import { LanguageSelect } from "./language-select";

vi.mock("@/shared/lib/loading/reload", () => ({ reload: vi.fn() }));

const USER = at("/auth/api/user/");

beforeEach(() => void vi.mocked(reload).mockClear());
afterEach(() => {
  dismissNotices();
  document.cookie = "numberplay_language=; Path=/; Max-Age=0";
});

/** The bodies of the requests that change the account. */
function changes(respond = () => HttpResponse.json({ ...PLAYER, language: "de" })) {
  const bodies: unknown[] = [];
  backend.use(
    http.patch(USER, async ({ request }) => {
      bodies.push(await request.json());
      return respond();
    }),
  );
  return bodies;
}

test("every language is shown with its own name", async () => {
  openPlayersPage(<LanguageSelect />);
  const options = await screen.findAllByRole("option");
  expect(options.map((option) => [option.lang, option.textContent])).toEqual([
    ["ar", "العربية"],
    ["de", "Deutsch"],
    ["en", "English"],
  ]);
  expect(screen.getByLabelText("Language")).toHaveValue("en");
});

test("a player's choice is stored in the account and on this device, and the page is reloaded in that language", async () => {
  const bodies = changes();
  const { user } = openPlayersPage(<LanguageSelect />);
  await user.selectOptions(await screen.findByLabelText("Language"), "de");
  await waitFor(() => expect(reload).toHaveBeenCalledTimes(1));
  expect(bodies).toEqual([{ language: "de" }]);
  expect(document.cookie).toContain("numberplay_language=de");
});

test("if the account can't be changed, the device isn't changed either", async () => {
  changes(() => refusal(400, "invalid_choice", "Not a language.", "language"));
  const { user } = openPlayersPage(<LanguageSelect />);
  await user.selectOptions(await screen.findByLabelText("Language"), "de");
  expect(await screen.findByRole("alert")).toHaveTextContent(
    "The language couldn't be changedChoose one of the options.",
  );
  expect(document.cookie).not.toContain("numberplay_language");
  expect(reload).not.toHaveBeenCalled();
  await waitFor(() => expect(screen.getByLabelText("Language")).toBeEnabled());
});

test("a visitor's choice is stored on this device, without a request", async () => {
  const bodies = changes();
  const { user } = openPage(<LanguageLine />);
  expect(screen.getByRole("button", { name: "English" })).toHaveAttribute("aria-current", "true");
  await user.click(screen.getByRole("button", { name: "العربية" }));
  await waitFor(() => expect(reload).toHaveBeenCalledTimes(1));
  expect(document.cookie).toContain("numberplay_language=ar");
  expect(bodies).toEqual([]);
});

test("without cookies, the page isn't reloaded, and a message explains why", async () => {
  const { user } = openPage(<LanguageLine />);
  vi.spyOn(document, "cookie", "get").mockReturnValue("");
  await user.click(screen.getByRole("button", { name: "Deutsch" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Your browser blocks cookies");
  expect(reload).not.toHaveBeenCalled();
});
