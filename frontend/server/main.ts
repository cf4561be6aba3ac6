/** The server of the web app: the pages as they were built, from memory. */
import { createServer } from "node:http";
import { answer } from "./answer";
import { readSite } from "./site";

const { HOSTNAME = "0.0.0.0", PORT = "3000", BACKEND_PORT = "8000" } = process.env;

const site = readSite({
  build: __dirname,
  backendPort: BACKEND_PORT,
  // The build writes it in, because the pages contain it.
  files: process.env.ASSET_PREFIX ?? "",
});
const server = createServer((request, response) => answer(site, request, response));
server.listen(Number(PORT), HOSTNAME, () => {
  process.stdout.write(
    `The web app is at http://${HOSTNAME}:${PORT}, in ${site.languages.join(", ")}.\n`,
  );
});

/** So that the edge skips this instance before nobody answers at its address (deploy/compose/roll-out). */
const REFUSING_MS = 1000;

/** Finishes the requests in progress, and refuses others. */
const stop = () => server.close(() => setTimeout(() => process.exit(0), REFUSING_MS));
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
