/** The only HTTP client. Its paths, bodies and answers are typed by the OpenAPI document. */
import createClient, { type Client } from "openapi-fetch";
import { NetworkProblem, problemOf } from "./problem";
import type { paths } from "./schema.gen";
import { send } from "./transport";

export type Api = Client<paths>;

interface Credentials {
  /** An access token with some life left in it. */
  token: () => Promise<string>;
  /** A token other than the one that the backend has just refused. */
  renew: (refused: string) => Promise<string>;
}

/** For what everybody may ask. */
export function createVisitorApi(origin: string): Api {
  return createClient<paths>({ baseUrl: origin, fetch: send });
}

/** For what only the player may ask. */
export function createPlayerApi(origin: string, credentials: Credentials): Api {
  return createClient<paths>({
    baseUrl: origin,
    fetch: (request) => sendAs(request, credentials),
  });
}

async function sendAs(request: Request, credentials: Credentials): Promise<Response> {
  const again = request.clone();
  const token = await credentials.token();
  const response = await send(withToken(request, token));
  if (response.status !== 401) return response;
  return send(withToken(again, await credentials.renew(token)));
}

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
  if (!response.ok) throw problemOf(response, error);
  return data as T;
}

/** A good status with a body that is no JSON comes from something in between, not from the backend. */
function unreadable(cause: unknown): never {
  if (cause instanceof SyntaxError)
    throw new NetworkProblem("The answer was not readable.", { cause });
  throw cause;
}
