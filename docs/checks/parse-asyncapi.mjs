// Fails unless AsyncAPI's own parser accepts the document without a remark: node parse-asyncapi.mjs FILE
import { fromFile, Parser } from "@asyncapi/parser";

const { document, diagnostics } = await fromFile(new Parser(), process.argv[2]).parse();
for (const { code, message, path } of diagnostics)
  console.error(`${code} at ${path.join(".")}: ${message}`);
process.exitCode = document && diagnostics.length === 0 ? 0 : 1;
