// Next leaves the static files and `public` out of the standalone folder, for a CDN to serve. Here its own server does.
import { cpSync, existsSync } from "node:fs";

cpSync(".next/static", ".next/standalone/.next/static", { recursive: true });
if (existsSync("public")) cpSync("public", ".next/standalone/public", { recursive: true });
