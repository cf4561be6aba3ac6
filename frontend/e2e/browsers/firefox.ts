/** Drives Debian's Firefox with WebDriver BiDi. */
import puppeteer, { type ElementHandle, type Page } from "puppeteer-core";
import type { Browser, Start, Tab, Target } from "./browser";
import { finding, valueOf } from "./queries";

const FIREFOX = process.env["FIREFOX"] ?? "/usr/bin/firefox-esr";

const BLOCK_ALL_COOKIES = 2;

export async function startFirefox({ size, blocksCookies }: Start): Promise<Browser> {
  const firefox = await puppeteer.launch({
    browser: "firefox",
    executablePath: FIREFOX,
    extraPrefsFirefox: blocksCookies ? { "network.cookie.cookieBehavior": BLOCK_ALL_COOKIES } : {},
  });
  return {
    async newTab() {
      const page = await firefox.newPage();
      await page.setViewport(size);
      return tabOf(page);
    },
    close: () => firefox.close(),
  };
}

function tabOf(page: Page): Tab {
  return {
    async goto(url) {
      await page.goto(url);
    },
    evaluate: (expression) => page.evaluate(called(valueOf(expression))),
    async click(target) {
      await (await find(page, target)).click();
    },
    type: (keys) => page.keyboard.type(keys),
  };
}

async function find(page: Page, target: Target): Promise<ElementHandle> {
  const handle = await page.evaluateHandle(called(finding(target)));
  const element = handle.asElement();
  if (element === null) throw new Error("The page returned no element.");
  return element as ElementHandle;
}

const called = (body: string) => `(function () { ${body} })()`;
