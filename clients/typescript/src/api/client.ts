/** The only HTTP client. Its paths, bodies and answers are typed by the OpenAPI document. */
import createClient, { type Client } from "openapi-fetch";
import { NetworkProblem, problemOf, SignedOut } from "./problem";
import type { paths } from "./schema.gen";
import { send } from "./transport";

export type Api = Client<paths>;

interface Credentials {
  /** An access token with some life left in it. */
  token: () => Promise<string>;
  /** A token other than the one that the backend has just refused. */
  renew: (refused: string) => Promise<string>;
  /** Whose credentials these are has left, or another player has come. */
  ended: AbortSignal;
}

/** For what everybody may ask. */
export function createVisitorApi(origin: string): Api {
  return createClient<paths>({ baseUrl: origin, fetch: send });
}

/** For what only the player may ask. Nothing is sent, and no answer is given, after the end of the visit. */
export function createPlayerApi(origin: string, credentials: Credentials): Api {
  return createClient<paths>({
    baseUrl: origin,
    fetch: (request) => sendAs(request, credentials),
  });
}

async function sendAs(request: Request, credentials: Credentials): Promise<Response> {
  const again = request.clone();
  const token = await credentials.token();
  let response = await send(withToken(request, token), credentials.ended);
  if (response.status === 401) {
    const renewed = withToken(again, await credentials.renew(token));
    response = await send(renewed, credentials.ended);
  }
  endOf.set(response, credentials.ended);
  return response;
}

/** Ends of the visits that were answered. */
const endOf = new WeakMap<Response, AbortSignal>();

function withToken(request: Request, token: string): Request {
  request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a good answer; anything else is thrown as a problem. */
export async function answerOf<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call.catch(unreadable);
  if (endOf.get(response)?.aborted) throw new SignedOut();
  if (!response.ok) throw problemOf(response, error);
  return data as T;
}

/** A good status with a body that is no JSON comes from something in between, not from the backend. */
function unreadable(cause: unknown): never {
  if (cause instanceof SyntaxError)
    throw new NetworkProblem("The answer was not readable.", { cause });
  throw cause;
}
