/**
 * The player's session in this tab, synchronized with the other tabs.
 *
 * One tab renews the access token and shares it with the others. A tab that loses that race clears nothing: only a
 * refresh that the backend rejects ends the session here.
 */
import { ApiError, SignedOutError } from "../api/errors.ts";
import { type AccessToken, readAccessToken } from "./access-token.ts";
import type { RefreshLock } from "./refresh-lock.ts";
import type { TabMessage, Tabs } from "./tabs.ts";
import { nextChange, type TokenStore } from "./token-store.ts";

/** A token that expires sooner than this is renewed before it is used. */
const FRESH_MS = 20_000;
/** How long the winner's token may take to reach this tab. */
const SHARING_MS = 250;
/** How long a sign-out may take before it counts as failed. */
const SIGN_OUT_MS = 3000;

/** Records only that there is a session, and none of its data. */
export interface SessionHint {
  isPresent: () => boolean;
  set: () => void;
  clear: () => void;
}

interface SessionOptions {
  store: TokenStore;
  /**
   * Refreshes the access token. A late response would reset the cookie to this epoch's, so `ended` aborts the request.
   */
  refresh: (ended: AbortSignal) => Promise<string>;
  tabs: Tabs;
  lock: RefreshLock;
  hint: SessionHint;
  now: () => number;
}

export class Session {
  readonly #options: SessionOptions;
  #renewal: { ended: AbortSignal; answer: Promise<string> } | null = null;
  #signOutExpectedUntil = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  readonly read = () => this.#options.store.read();
  readonly ended = () => this.#options.store.ended();
  readonly subscribe = (listener: () => void) => this.#options.store.subscribe(listener);

  /** Finds the browser's session, if any. Returns a function that stops the synchronization. */
  start(): () => void {
    const stopListening = this.#options.tabs.listen((message) => this.#receive(message));
    if (this.#options.hint.isPresent()) void this.recover();
    else this.#options.store.signOut("visitor");
    return stopListening;
  }

  /** Restores the session by its cookie when the page opens, or after the backend was unreachable. */
  async recover() {
    await this.renew(null).catch((error: unknown) => {
      if (!(error instanceof SignedOutError)) this.#options.store.unreachable();
    });
  }

  signIn(access: string) {
    this.#accept(access);
    this.#options.hint.set();
    this.#options.tabs.broadcast({ type: "signed-in", access });
  }

  /**
   * Signs out at the backend, then here and in every other tab.
   *
   * The backend closes the sockets before it responds. Renewals are held back from the start, so that no tab requests a
   * token for the session that is being ended.
   */
  async signOut(atBackend: () => Promise<unknown>, reason: "here" | "deleted" = "here") {
    const ended = this.ended();
    await this.token();
    throwIfOver(ended);
    this.#expectSignOut();
    this.#options.tabs.broadcast({ type: "signing-out" });
    await atBackend();
    throwIfOver(ended);
    this.leave(reason);
  }

  /** Signs out here and in every other tab, after the session has ended at the backend. */
  leave(reason: "here" | "deleted" = "here") {
    this.#options.store.signOut(reason);
    this.#options.hint.clear();
    this.#options.tabs.broadcast({ type: "signed-out" });
  }

  /**
   * Call it when the backend no longer accepts tokens of this session. Tabs that already have another session keep it.
   */
  readonly end = () => {
    const access = this.#access();
    this.#options.store.signOut("ended");
    this.#options.hint.clear();
    if (access !== null) this.#options.tabs.broadcast({ type: "ended", access: access.text });
  };

  /** Checks with the backend whether the session has ended, and does nothing if it hasn't. */
  async recheck() {
    const access = this.#access();
    if (access !== null) await this.renew(access.text).catch(() => {});
  }

  /** Returns an access token that is valid for at least that long. */
  async token(freshForMs = FRESH_MS): Promise<string> {
    const access = this.#access();
    if (access !== null && access.expiresAt - this.#options.now() > freshForMs) return access.text;
    return this.renew(access?.text ?? null);
  }

  /** Returns a token other than the rejected one. Parallel calls share one request. */
  async renew(refused: string | null): Promise<string> {
    await this.#expectedSignOut();
    if (this.#isSignedOut()) throw new SignedOutError();
    const newer = this.#newerThan(refused);
    if (newer !== null) return newer;
    const token = await this.#renewalOf(this.ended(), refused);
    // The pending renewal may have started before this token was rejected.
    return token === refused ? this.renew(refused) : token;
  }

  /** Joins the pending renewal, unless it belongs to an earlier epoch. */
  #renewalOf(ended: AbortSignal, refused: string | null): Promise<string> {
    if (this.#renewal?.ended === ended) return this.#renewal.answer;
    const answer = this.#renewInTurn(ended, refused).finally(() => {
      if (this.#renewal?.answer === answer) this.#renewal = null;
    });
    this.#renewal = { ended, answer };
    return answer;
  }

  #renewInTurn(ended: AbortSignal, refused: string | null): Promise<string> {
    const { lock, store } = this.#options;
    return lock(async (waited) => {
      // The tab that held the lock has broadcast its token, which may still be on its way.
      if (waited) await nextChange(store, SHARING_MS, () => this.#newerThan(refused) !== null);
      throwIfOver(ended);
      return this.#newerThan(refused) ?? (await this.#renewHere(ended, refused));
    });
  }

  async #renewHere(ended: AbortSignal, refused: string | null): Promise<string> {
    const access = await this.#options.refresh(ended).catch((error: unknown) => {
      throwIfOver(ended);
      return this.#afterRefusal(error, refused);
    });
    // The player may have signed out or changed during the refresh.
    throwIfOver(ended);
    if (this.#isSignedOut()) throw new SignedOutError();
    if (access === this.#access()?.text) return access;
    this.#accept(access);
    this.#options.hint.set();
    this.#options.tabs.broadcast({ type: "renewed", access });
    return access;
  }

  /** Returns the token that another tab has obtained during the request. Without one, the 401 ends the session. */
  #afterRefusal(error: unknown, refused: string | null): string {
    if (!(error instanceof ApiError && error.status === 401)) throw error;
    const shared = this.#newerThan(refused);
    if (shared !== null) return shared;
    this.end();
    throw new SignedOutError();
  }

  #receive(message: TabMessage) {
    if (message.type === "signed-in") this.#accept(message.access);
    else if (this.#isLeft()) return;
    else if (message.type === "signed-out") this.#options.store.signOut("elsewhere");
    // A refresh that was pending during a sign-out must not sign this tab in again.
    else if (this.#isSignedOut()) return;
    else if (message.type === "renewed") this.#accept(message.access);
    else if (message.type === "signing-out") this.#expectSignOut();
    else if (message.access === this.#access()?.text) this.#options.store.signOut("ended");
  }

  #expectSignOut() {
    this.#signOutExpectedUntil = this.#options.now() + SIGN_OUT_MS;
  }

  async #expectedSignOut() {
    const left = this.#signOutExpectedUntil - this.#options.now();
    if (left > 0) await nextChange(this.#options.store, left, () => this.#isSignedOut());
  }

  /** True if the player has signed out, and no page waits for the same player to sign in again. */
  #isLeft(): boolean {
    const state = this.read();
    return state.status === "signed-out" && state.epoch === null;
  }

  #isSignedOut(): boolean {
    return this.read().status === "signed-out";
  }

  #accept(text: string) {
    this.#options.store.accept(readAccessToken(text, this.#options.now()));
  }

  #access(): AccessToken | null {
    const state = this.read();
    return state.status === "signed-in" ? state.access : null;
  }

  #newerThan(refused: string | null): string | null {
    const current = this.#access()?.text ?? null;
    return current === refused ? null : current;
  }
}

function throwIfOver(ended: AbortSignal) {
  if (ended.aborted) throw new SignedOutError();
}
