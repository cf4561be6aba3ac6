/** The only HTTP client. Paths, bodies and responses are typed by the OpenAPI document. */
import createClient, { type Client } from "openapi-fetch";
import { NetworkError, apiErrorOf, SignedOutError } from "./errors.ts";
import type { paths } from "./schema.gen.ts";
import { send } from "./transport.ts";

export type Api = Client<paths>;

interface Credentials {
  /** An access token that isn't about to expire. */
  token: () => Promise<string>;
  /** Returns a token other than the one that the backend has just rejected. */
  renew: (refused: string) => Promise<string>;
  /** Aborts when the player of these credentials signs out or changes. */
  ended: AbortSignal;
}

/** For the public endpoints. */
export function createVisitorApi(origin: string): Api {
  return createClient<paths>({ baseUrl: origin, fetch: send });
}

/**
 * For the player's own endpoints. Once the session epoch has ended, no requests are sent and no responses are returned.
 */
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

/** The end of the session epoch that a response belongs to. */
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

/** Returns the body of a successful response, and throws an error for any other. */
export async function answerOf<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call.catch(unreadable);
  if (endOf.get(response)?.aborted) throw new SignedOutError();
  if (!response.ok) throw apiErrorOf(response, error);
  return data as T;
}

/** A successful response whose body isn't JSON comes from an intermediary, not from the backend. */
function unreadable(cause: unknown): never {
  if (cause instanceof SyntaxError)
    throw new NetworkError("The response couldn't be read.", { cause });
  throw cause;
}
