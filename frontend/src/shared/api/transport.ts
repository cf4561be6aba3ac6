/** One request on the wire: cookies only where the session lives, a deadline, and one word for every lost answer. */
import { NetworkProblem } from "./problem";

const ANSWER_DEADLINE_MS = 15_000;
const SESSION_PATH = "/auth/api/";

export async function send(request: Request): Promise<Response> {
  const ending = new AbortController();
  const end = () => {
    ending.abort();
  };
  const deadline = setTimeout(end, ANSWER_DEADLINE_MS);
  request.signal.addEventListener("abort", end, { once: true });
  try {
    return await fetch(request, { credentials: credentialsFor(request), signal: ending.signal });
  } catch (cause) {
    // Who asked has gone away: that is no fault of the network.
    if (request.signal.aborted) throw cause;
    throw new NetworkProblem("No answer came from the server.", { cause });
  } finally {
    clearTimeout(deadline);
  }
}

function credentialsFor(request: Request): RequestCredentials {
  return new URL(request.url).pathname.startsWith(SESSION_PATH) ? "include" : "omit";
}
