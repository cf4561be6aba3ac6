/** Parts of the page that are fetched when they are needed. */
import { PartNotLoaded } from "./part-not-loaded";
import { lookForRelease } from "./release";

/** Every `import()` of the web app goes through here; rejects with `PartNotLoaded`. */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (cause) {
    void lookForRelease();
    throw new PartNotLoaded("A part of the page could not be loaded.", { cause });
  }
}
