import { type BrowserContext, chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { registered } from "./support/account";
import { freePort } from "./support/ports";
import { standBack } from "./support/server";
import { expect, isLive, logIn, test as base } from "./support/test";

/** The minimum scores of every page, in percent. */
const PLAYERS_PAGE = { performance: 97, accessibility: 100, "best-practices": 100 };
const PUBLIC_PAGE = { ...PLAYERS_PAGE, seo: 100 };
const MAX_LAYOUT_SHIFT = 0.0005; // Lighthouse displays this as 0.
/** The median of this many rounds is compared with the minimum. */
const ROUNDS = Number(process.env["ROUNDS"] ?? 5);
/** The pages to audit, if `PAGES` is set. */
const PAGES = process.env["PAGES"]?.split(/[ ,]+/);
const isWanted = (path: string) => PAGES?.includes(path) ?? true;

type Scores = Record<string, number>;

interface Measured {
  scores: Scores;
  layoutShift: number;
  /** The most expensive items, for debugging. */
  faults: string[];
}

/** A browser that Lighthouse can also use: it has the cookies, and pages never load from a cache. */
const test = base.extend<{ debuggingPort: number }>({
  debuggingPort: ({}, use) => freePort().then(use),
  context: async ({ debuggingPort, webUrl, launchOptions }, use) => {
    const context = await chromium.launchPersistentContext("", {
      ...launchOptions,
      baseURL: webUrl,
      args: [...(launchOptions.args ?? []), `--remote-debugging-port=${String(debuggingPort)}`],
    });
    standBack(); // This includes Lighthouse itself, but not the browser, which has already started.
    await use(context);
    await context.close();
  },
  page: ({ context }, use) => use(context.pages()[0]!),
});

test.describe.configure({ timeout: 600_000 });
// Recording a trace would slow down the measured pages.
test.use({ trace: "off" });

for (const path of ["/", "/login", "/register", "/forgot", "/reset", "/status"].filter(isWanted)) {
  test(`${path} for a visitor`, async ({ context, debuggingPort, webUrl }) => {
    await expectScores(context, debuggingPort, webUrl + path, PUBLIC_PAGE);
  });
}

const PLAYERS_PAGES = ["/play", "/history", "/statistics", "/account"].filter(isWanted);

test("the pages of a player", async ({
  context,
  page,
  someone,
  elsewhere,
  debuggingPort,
  webUrl,
  backendUrl,
}) => {
  await registered(backendUrl, someone);
  const program = await elsewhere(someone);
  for (const number of [842, 17, 302, 902, 441, 9998]) await program.play(number);
  await logIn(page, someone);
  await isLive(page);
  for (const path of PLAYERS_PAGES) {
    await expectScores(context, debuggingPort, webUrl + path, PLAYERS_PAGE);
  }
});

async function expectScores(context: BrowserContext, port: number, url: string, wanted: Scores) {
  const { scores, layoutShift, faults, rounds } = await medianOf(context, port, url, wanted);
  const summary = Object.entries(scores).map(([name, score]) => `${name} ${String(score)}`);
  const { pathname } = new URL(url);
  const all = rounds.map((round) => round.scores["performance"]).join(" ");
  process.stdout.write(
    `${pathname}: ${summary.join(", ")} of ${all}, CLS ${layoutShift.toFixed(3)}\n`,
  );
  for (const [name, least] of Object.entries(wanted)) {
    const why = `${name} of ${pathname}\n${faults.join("\n")}`;
    expect.soft(scores[name], why).toBeGreaterThanOrEqual(least);
  }
  expect.soft(layoutShift, `layout shift of ${pathname}`).toBeLessThanOrEqual(MAX_LAYOUT_SHIFT);
}

async function medianOf(context: BrowserContext, port: number, url: string, wanted: Scores) {
  const rounds: Measured[] = [];
  while (rounds.length < ROUNDS) {
    await forgetFiles(context);
    rounds.push(await measure(port, url, Object.keys(wanted)));
  }
  rounds.sort((a, b) => a.scores["performance"]! - b.scores["performance"]!);
  const layoutShift = Math.max(...rounds.map((round) => round.layoutShift));
  return { ...rounds[Math.floor(ROUNDS / 2)]!, layoutShift, rounds };
}

async function measure(port: number, url: string, onlyCategories: string[]): Promise<Measured> {
  const run = await lighthouse(url, { port, onlyCategories, disableStorageReset: true });
  if (run === undefined) throw new Error("Lighthouse returned no result.");
  const { categories, audits } = run.lhr;
  const weighty = Object.values(categories).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => audits[id]!),
  );
  const short = weighty.filter(({ score }) => score !== null && score < 0.9);
  return {
    scores: Object.fromEntries(
      Object.entries(categories).map(([id, { score }]) => [id, Math.round((score ?? 0) * 100)]),
    ),
    layoutShift: audits["cumulative-layout-shift"]?.numericValue ?? 1,
    faults: short.map(({ title, displayValue }) => `${title} ${displayValue ?? ""}`),
  };
}

async function forgetFiles(context: BrowserContext) {
  const session = await context.newCDPSession(context.pages()[0]!);
  await session.send("Network.clearBrowserCache");
  await session.detach();
}
