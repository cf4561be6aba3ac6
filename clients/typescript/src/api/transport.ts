/**
 * Sends one request, with a deadline. Only the session endpoints get cookies. Every lost response results in the same
 * error.
 */
import { NetworkError, SignedOutError } from "./errors.ts";

const ANSWER_DEADLINE_MS = 15_000;
const SESSION_PATH = "/auth/api/";

/**
 * Returns the response with its complete body: an incomplete response counts as lost. The deadline applies until the
 * response starts; `ended` (the end of the session epoch) aborts it at any time.
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
    // The caller aborted the request, which isn't a network error.
    if (request.signal.aborted) throw cause;
    throw new NetworkError("The server didn't respond.", { cause });
  } finally {
    clearTimeout(deadline);
    for (const signal of ends) signal.removeEventListener("abort", end);
  }
}

/** Returns the status of one of the web app's own files, bypassing all caches, or 0 without a response. */
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
  // Some statuses must not have a body, not even an empty one.
  return new Response(body.size === 0 ? null : body, { status, headers });
}

function credentialsFor(request: Request): RequestCredentials {
  return new URL(request.url).pathname.startsWith(SESSION_PATH) ? "include" : "omit";
}
