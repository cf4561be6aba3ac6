/** One request on the wire: cookies only where the session lives, a deadline, and one word for every lost answer. */
import { NetworkError, SignedOutError } from "./errors";

const ANSWER_DEADLINE_MS = 15_000;
const SESSION_PATH = "/auth/api/";

/**
 * The answer with all of its body: one that is cut off is lost like one that never came. The deadline is for its
 * beginning; `ended` (the end of the session epoch) aborts it at any time.
 */
export async function send(request: Request, ended?: AbortSignal): Promise<Response> {
  const ending = new AbortController();
  const end = () => {
    ending.abort();
  };
  const deadline = setTimeout(end, ANSWER_DEADLINE_MS);
  const ends = [request.signal, ...(ended ? [ended] : [])];
  for (const signal of ends) signal.addEventListener("abort", end);
  try {
    const answer = await fetch(request, {
      credentials: credentialsFor(request),
      signal: ending.signal,
    });
    clearTimeout(deadline);
    return await whole(answer);
  } catch (cause) {
    if (ended?.aborted) throw new SignedOutError();
    // Who asked has gone away: that is no fault of the network.
    if (request.signal.aborted) throw cause;
    throw new NetworkError("No answer came from the server.", { cause });
  } finally {
    clearTimeout(deadline);
    for (const signal of ends) signal.removeEventListener("abort", end);
  }
}

/** Of a file of the web app itself, past every cache; 0 when nothing answers. */
export async function statusOf(path: string): Promise<number> {
  const options = { method: "HEAD", cache: "no-store" } as const;
  return fetch(path, options).then(
    ({ status }) => status,
    () => 0,
  );
}

async function whole(answer: Response): Promise<Response> {
  const { status, headers } = answer;
  const body = await answer.blob();
  // Some statuses may not have even an empty body.
  return new Response(body.size === 0 ? null : body, { status, headers });
}

function credentialsFor(request: Request): RequestCredentials {
  return new URL(request.url).pathname.startsWith(SESSION_PATH) ? "include" : "omit";
}
