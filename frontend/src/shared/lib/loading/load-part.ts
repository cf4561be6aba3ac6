/** Parts of the page that are loaded on demand. */
import { PartLoadError } from "./part-load-error";
import { checkRelease } from "./release";

/** Every `import()` of the web app goes through here. Rejects with `PartLoadError`. */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (cause) {
    void checkRelease();
    throw new PartLoadError("A part of the page could not be loaded.", { cause });
  }
}
