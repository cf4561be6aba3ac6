/** The files that differ between languages (pages, their navigation data and the manifest), and the icons. */
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { type Content, compressed, contentOf, type Headers } from "./content";
import { contentPolicy } from "./content-policy";

const NOT_FOUND = "/404";
/** The layout's placeholder (src/app/backend-port.ts). */
const PLACEHOLDER = 'data-backend-port="BACKEND_PORT"';

const TYPES: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

interface PagesOptions {
  folder: string;
  language: string;
  /** Null if the pages and the backend share one origin. */
  backendPort: string | null;
  /** The origin of scripts, styles and fonts, or empty if it is the page's own. */
  files: string;
}

export interface Pages {
  /** Keyed by the path of the request. */
  contents: Map<string, Content>;
  notFound: Content;
}

export function readPages(options: PagesOptions): Pages {
  const names = readdirSync(options.folder, { recursive: true, encoding: "utf8" });
  const contents = new Map<string, Content>();
  for (const name of names) {
    const type = TYPES[extname(name)];
    if (type === undefined || name.startsWith("_not-found")) continue;
    const body = readFileSync(join(options.folder, name));
    const headers = headersOf(type, options.language);
    if (name.endsWith(".html"))
      contents.set(pathOf(name), pageOf(body.toString(), headers, options));
    else
      contents.set(
        `/${name}`,
        contentOf(headers, type === "image/png" ? { identity: body } : compressed(body)),
      );
  }
  const notFound = contents.get(NOT_FOUND);
  if (notFound === undefined) throw new Error(`${options.folder} has no page for 404.`);
  contents.delete(NOT_FOUND);
  return { contents, notFound: { ...notFound, status: 404 } };
}

/** Caches have to revalidate every page, because a release replaces all of them. */
const headersOf = (type: string, language: string): Headers => ({
  "Content-Type": type,
  "Content-Language": language,
  "Cache-Control": "no-cache",
  Vary: "Accept-Language, Cookie, Accept-Encoding",
});

const pathOf = (name: string) =>
  name === "index.html" ? "/" : `/${name.slice(0, -".html".length)}`;

function pageOf(html: string, headers: Headers, { backendPort, files }: PagesOptions): Content {
  if (!html.includes(PLACEHOLDER)) throw new Error(`A page doesn't contain ${PLACEHOLDER}.`);
  const page = html.replace(PLACEHOLDER, `data-backend-port="${backendPort ?? ""}"`);
  const policy = contentPolicy({ html: page, files });
  return { ...contentOf(headers, compressed(Buffer.from(page))), policy };
}
