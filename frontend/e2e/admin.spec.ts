import { endedDialog } from "./support/account";
import { confirmed, figure, openPlayer, player, rowsOf, test } from "./support/admin";
import { expectNoViolationsInBothThemes } from "./support/axe";
import { expect, isLive, logIn, playNumber } from "./support/test";

// All tests share one backend, and use different players.
test.describe.configure({ mode: "default" });
test.use({ mayBeSaid: [/Failed to load resource: the server responded with a status of 40[13]/] });

test("one page shows a player's sessions, plays, emails and audit log", async ({ operator }) => {
  await openPlayer(operator, "grace");

  await expect(rowsOf(operator, "Sessions")).toHaveCount(2);
  await expect(rowsOf(operator, "Sessions").last()).toContainText("(revoked)");
  await expect(rowsOf(operator, "Plays")).toHaveCount(20);
  await expect(rowsOf(operator, "Plays").first()).toContainText("1400");
  await expect(rowsOf(operator, "Emails")).toContainText(["welcome"]);
  await expect(rowsOf(operator, "Audit log").locator("td:nth-child(2)")).toHaveText([
    "sign_in",
    "session.ended",
    "account.registered",
  ]);
  await expectNoViolationsInBothThemes(operator);
});

test("plays are found by player, number and idempotency key", async ({ operator }) => {
  const found = operator.locator("#result_list tbody tr");
  await operator.goto("game/play/");
  await operator.locator("#searchbar").fill("grace key:demo-grace-3");
  await operator.getByRole("button", { name: "Search" }).click();
  await expect(found).toHaveCount(1);
  await expect(found.locator(".field-seq")).toHaveText("3");
  const number = await found.locator(".field-number").textContent();

  await operator.goto(`game/play/?q=grace+${number!}`);
  await expect(found.locator(".field-number").first()).toHaveText(number!);
  await expect(found.locator(".field-player").first()).toHaveText("grace");
});

test("a player is blocked only after confirmation: open pages are signed out immediately, and signing in is rejected", async ({
  operator,
  page,
}) => {
  await logIn(page, player("alan"));
  await isLive(page);

  await openPlayer(operator, "alan");
  await operator.getByRole("button", { name: "Block" }).click();
  await expect(operator.getByRole("heading", { name: "Block these players?" })).toBeVisible();
  await expectNoViolationsInBothThemes(operator);
  await operator.getByRole("link", { name: "Cancel" }).click();
  await expect(operator.getByRole("main")).toContainText("Active");
  await playNumber(page, 842);
  await expect(page.getByTestId("latest-result")).toContainText("842");

  await confirmed(operator, "Block");
  await expect(operator.getByText("1 player was blocked.")).toBeVisible();
  await expect(endedDialog(page)).toBeVisible();
  await expect(rowsOf(operator, "Audit log").first()).toContainText("account.deactivated");
  await expect(rowsOf(operator, "Audit log").first()).toContainText("operator");
  await logIn(page, player("alan"));
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();

  await confirmed(operator, "Unblock");
  await expect(operator.getByText("1 player was unblocked.")).toBeVisible();
  await logIn(page, player("alan"));
  await isLive(page);
});

test("the sessions of a player are ended, and the player can sign in again", async ({
  operator,
  page,
}) => {
  await logIn(page, player("omar"));
  await expect(page).toHaveURL(/\/play$/);
  await expect(page.getByTestId("connection")).toBeVisible();
  await openPlayer(operator, "omar");
  await confirmed(operator, "End sessions");
  await expect(operator.getByText("2 sessions were ended.")).toBeVisible();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(rowsOf(operator, "Sessions").first()).toContainText("(revoked)");
});

test("the figures on the first page update without a reload", async ({ operator, elsewhere }) => {
  const plays = figure(operator, "Plays in the last minute");
  const sockets = figure(operator, "Open sockets");
  await expect(sockets).toHaveText(/^\d+$/);
  await expect(operator.getByText("All services are available.")).toBeVisible();
  const program = await elsewhere(player("mary"));
  for (let number = 1; number <= 30; number += 1) await program.play(number);
  await expect.poll(async () => Number(await plays.textContent())).toBeGreaterThanOrEqual(25);
  await expect(operator.getByText(/Last update: /)).toBeVisible();
  await expectNoViolationsInBothThemes(operator);
});

test("a waiting email and a failed task can be retried", async ({ operator }) => {
  await openPlayer(operator, "emmy");
  await expect(rowsOf(operator, "Emails").first()).toContainText("SMTPServerDisconnected");
  await confirmed(operator, "Send again");
  await expect(operator.getByText("1 email will be sent within a minute.")).toBeVisible();
  await expect(rowsOf(operator, "Emails").first()).toContainText("waiting");
  await expect(rowsOf(operator, "Audit log").first()).toContainText("email.sent_again");

  await operator.goto("operations/taskfailure/");
  await operator.locator("input.action-select").check();
  await operator.getByLabel("Action:").selectOption("Run again");
  await operator.getByRole("button", { name: "Go" }).click();
  await operator.getByRole("main").getByRole("button", { name: "Run again" }).click();
  await expect(operator.getByText("1 task was queued.")).toBeVisible();
});

test("a read-only operator can see everything but change nothing", async ({ viewer }) => {
  await expect(viewer.getByRole("link", { name: "Add" })).toHaveCount(0);
  await openPlayer(viewer, "mallory");
  await expect(viewer.getByRole("main")).toContainText("Blocked");
  await expect(rowsOf(viewer, "Audit log").first()).toContainText("deactivated");
  await expect(viewer.getByRole("main").getByRole("button")).toHaveCount(0);
  await expectNoViolationsInBothThemes(viewer);

  await viewer.getByRole("link", { name: "All fields" }).click();
  await expect(viewer.getByRole("main")).not.toContainText("argon2");
  await expect(viewer.getByRole("button", { name: /Save/ })).toHaveCount(0);
  for (const list of ["accounts/user/", "accounts/mail/", "operations/taskfailure/"]) {
    await viewer.goto(list);
    await expect(viewer.locator("#result_list tbody tr").first()).toBeVisible();
    await expect(viewer.getByLabel("Action:")).toHaveCount(0);
  }
  const refused = await viewer.goto("accounts/user/add/");
  expect(refused?.status()).toBe(403);
});
