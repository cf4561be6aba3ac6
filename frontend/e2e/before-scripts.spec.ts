import { expect, test } from "./support/test";

const PAGES = [
  ...["/", "/login", "/register", "/forgot", "/reset", "/verify", "/unsubscribe", "/status"],
  ...["/play", "/history", "/statistics", "/account", "/nowhere"],
];
const TYPED = "ada-and-her-secret@example.com";

test.use({ javaScriptEnabled: false, mayBeSaid: [/status of 404/] });

for (const path of PAGES) {
  test(`without its scripts, ${path} keeps the input, and puts none of it into a URL`, async ({
    page,
  }) => {
    await page.goto(path);
    const address = page.url();
    const fields = page.locator("form input[name]:visible");
    for (let index = 0; index < (await fields.count()); index += 1) {
      await fields.nth(index).fill(TYPED);
      const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
      await fields.nth(index).press("Enter");
      expect((await answered).status()).toBe(204);
      expect(page.url()).toBe(address);
      await expect(fields.nth(index)).toHaveValue(TYPED);
    }
    for (const form of await page.locator("form").all())
      await expect(form).toHaveAttribute("method", "post");
  });
}
