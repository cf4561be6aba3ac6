/** The parameters of stories, and the mocked backend behind them. */
import { getResponse, http, type HttpHandler, HttpResponse, type JsonBodyType } from "msw";
import { accessToken } from "./fixtures";
import { FakeSocket } from "./fake-socket";
import { at, HANDLERS, ORIGIN, refusal } from "./handlers";

export interface StoryParameters {
  /** Text that is visible once the story has reached its state. The story's test waits for it. */
  shows: string | RegExp;
  /** Responses of the backend that differ from those in handlers.ts. */
  answers?: readonly HttpHandler[];
  /** Whether nobody is signed in. */
  isVisitor?: boolean;
  isOffline?: boolean;
  /** Whether the backend doesn't answer. */
  isUnreachable?: boolean;
  /** Whether the story has a `main` element of its own. */
  isPage?: boolean;
}

/** Returns the parameters of a story. It is a function so that TypeScript checks them. */
export const shows = (
  text: StoryParameters["shows"],
  scene: Omit<StoryParameters, "shows"> = {},
): StoryParameters => ({ shows: text, ...scene });

export const VISITOR = { isVisitor: true };

export const respond = (
  method: "get" | "post",
  path: string,
  response: () => Response | Promise<Response>,
) => http[method](at(path), () => response() as HttpResponse<null>);

export const answer = (method: "get" | "post", path: string, body: JsonBodyType) =>
  respond(method, path, () => HttpResponse.json(body));

export const never = (path: string) => respond("get", path, () => new Promise<never>(() => {}));

export const unavailable = (path: string) =>
  respond("get", path, () => refusal(500, "error", "Error."));

const SESSION = answer("post", "/auth/api/token/refresh/", { access: accessToken() });
const NOTHING = http.all(at("/*"), () => HttpResponse.error());

/** Answers the requests and sockets of a story. Returns a function that undoes it. */
export function prepare(story: StoryParameters) {
  const { answers = [], isVisitor = false, isOffline = false, isUnreachable = false } = story;
  document.documentElement.dataset["backendPort"] = "8000";
  document.cookie = `numberplay_signed_in=1; Path=/; Max-Age=${isVisitor ? "0" : "3600"}`;
  const handlers = isUnreachable ? [NOTHING] : [...answers, SESSION, ...HANDLERS];
  const undo = [
    replaced(window, "fetch", answering(handlers, window.fetch)),
    replaced(window, "WebSocket", AcceptingSocket),
    replaced(navigator, "onLine", !isOffline),
  ];
  return () => undo.forEach((restore) => restore());
}

function replaced<Place extends object>(place: Place, name: keyof Place, value: unknown) {
  const own = Object.getOwnPropertyDescriptor(place, name);
  Object.defineProperty(place, name, { configurable: true, writable: true, value });
  return () => {
    if (own === undefined) Reflect.deleteProperty(place, name);
    else Object.defineProperty(place, name, own);
  };
}

function answering(handlers: HttpHandler[], real: typeof fetch): typeof fetch {
  return async (input, init) => {
    const request = input instanceof Request ? input : new Request(input, init);
    if (!request.url.startsWith(ORIGIN)) return real(input, init);
    const answer = await getResponse(handlers, request);
    if (answer === undefined) throw new Error(`No response for ${request.method} ${request.url}`);
    return answer;
  };
}

/** The socket of a page whose connection is live. */
class AcceptingSocket extends FakeSocket {
  constructor(url: string, protocols: string[]) {
    super(url, protocols);
    setTimeout(() => this.accept());
  }

  override send(text: string) {
    super.send(text);
    setTimeout(() => this.receive({ type: "pong", seq: 0 }));
  }
}
