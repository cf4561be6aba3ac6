/** Reads the results after the known position over HTTP. */
import { type Api, answerOf } from "../api/client.ts";
import { NetworkError } from "../api/errors.ts";
import type { ResultsSince } from "../api/types.ts";
import { isResult } from "../realtime/frames.ts";
import type { Inbox } from "./inbox.ts";

const PAGE_SIZE = 100;
/** If more results than this are missing, the client continues with the newest one, as with the other transports. */
const MOST_MISSED = 500;

export async function readMissed(api: Api, inbox: Inbox): Promise<void> {
  for (;;) {
    const since = inbox.position();
    const { results, seq } = await readPage(api, since);
    const isBehind = seq < since || seq - since > MOST_MISSED;
    // Another transport may have changed the position during the request.
    if (isBehind && inbox.position() === since) inbox.resync(seq);
    for (const result of results) inbox.apply({ type: "game_result", result });
    if (results.length === 0 || inbox.position() >= seq) return;
  }
}

export async function readPage(api: Api, since: number): Promise<ResultsSince> {
  const query = { since, page_size: PAGE_SIZE };
  // With `since`, the response isn't a page of all results.
  const page = (await answerOf(
    api.GET("/api/game/results/", { params: { query } }),
  )) as ResultsSince;
  if (!page.results.every(isResult)) throw new NetworkError("The response couldn't be read.");
  return page;
}
