/** The content of a build, for both arrangements: behind the edge, and with the backend on a port of its own. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Content } from "./content";
import { type Pages, readPages } from "./pages";
import { readStaticFiles } from "./static-files";

export interface Site {
  languages: string[];
  /** Keyed by language. */
  behindEdge: Map<string, Pages>;
  direct: Map<string, Pages>;
  staticFiles: Map<string, Content>;
  backendPort: string;
}

interface SiteOptions {
  build: string;
  backendPort: string;
  /** The origin of scripts, styles and fonts, or empty if it is the page's own. */
  files: string;
}

export function readSite({ build, backendPort, files }: SiteOptions): Site {
  const languages = readdirSync(join(build, "pages"));
  const read = (port: string | null) =>
    new Map(
      languages.map((language) => {
        const folder = join(build, "pages", language);
        return [language, readPages({ folder, language, backendPort: port, files })];
      }),
    );
  return {
    languages,
    behindEdge: read(null),
    direct: read(backendPort),
    staticFiles: readStaticFiles(join(build, "static")),
    backendPort,
  };
}
