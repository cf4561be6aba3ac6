/** Drives WebKitGTK's MiniBrowser with WebDriver, on a virtual screen of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Builder, type WebDriver, type WebElement } from "selenium-webdriver";
import { freePort } from "../support/ports";
import { startServer } from "../support/server";
import type { Browser, Start, Tab, Target } from "./browser";
import { finding, valueOf } from "./queries";

const DRIVER = process.env["WEBKIT_DRIVER"] ?? "/usr/bin/WebKitWebDriver";
const BROWSER = {
  binary:
    process.env["WEBKIT"] ??
    `/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu/webkit2gtk-4.1/MiniBrowser`,
  args: ["--automation"],
};

export async function startWebKit({ size }: Pick<Start, "size">): Promise<Browser> {
  const screen = await startScreen();
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const driver = await startServer({
    command: DRIVER,
    args: ["--host=127.0.0.1", `--port=${String(port)}`],
    cwd: "/",
    env: { DISPLAY: screen.display },
    readyUrl: `${url}/status`,
  });
  const webkit = await new Builder()
    .usingServer(url)
    .withCapabilities({ browserName: "MiniBrowser", "webkitgtk:browserOptions": BROWSER })
    .build();
  await webkit
    .manage()
    .window()
    .setRect({ ...size, x: 0, y: 0 });
  let isFirst = true;
  return {
    async newTab() {
      if (!isFirst) await webkit.switchTo().newWindow("tab");
      isFirst = false;
      return tabOf(webkit, await webkit.getWindowHandle());
    },
    async close() {
      await webkit.quit();
      await driver.stop();
      screen.process.kill();
    },
  };
}

/** WebDriver has a single current tab, so each action first switches to the tab that it belongs to. */
function tabOf(webkit: WebDriver, handle: string): Tab {
  const here = () => webkit.switchTo().window(handle);
  async function find(target: Target): Promise<WebElement> {
    await here();
    return webkit.executeScript<WebElement>(finding(target));
  }
  return {
    async goto(url) {
      await here();
      await webkit.get(url);
    },
    async evaluate(expression) {
      await here();
      return webkit.executeScript(valueOf(expression));
    },
    async click(target) {
      await (await find(target)).click();
    },
    async type(keys) {
      await here();
      await webkit.actions().sendKeys(keys).perform();
    },
  };
}

/** Starts a virtual screen with the first free display number. */
async function startScreen(): Promise<{ display: string; process: ChildProcess }> {
  const process = spawn(
    "Xvfb",
    ["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
    {
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  const [number] = (await once(process.stdout, "data")) as [Buffer];
  return { display: `:${number.toString().trim()}`, process };
}
