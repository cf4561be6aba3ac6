/**
 * The player's session in this tab, in step with the other tabs.
 *
 * One tab renews and shares the new access token; the others take it. A tab that loses that race clears nothing:
 * only the backend's plain "no" to a refresh ends the session here.
 */
import { ApiProblem, SignedOut } from "../api/problem";
import { type AccessToken, readAccessToken } from "./access-token";
import type { RefreshLock } from "./refresh-lock";
import type { TabMessage, Tabs } from "./tabs";
import { nextChange, type TokenStore } from "./token-store";

/** A token with less life than this is renewed before it is used. */
const FRESH_MS = 20_000;
/** How long the winner's token may take from its tab to this one. */
const SHARING_MS = 250;
/** How long a sign-out that has begun may take before it counts as failed. */
const SIGN_OUT_MS = 3000;

/** Remembers that there is a session, and nothing of the session itself. */
export interface SessionHint {
  isPresent: () => boolean;
  set: () => void;
  clear: () => void;
}

interface SessionParts {
  store: TokenStore;
  /** Asks the backend for a new access token by the cookie, which a late answer would set back to that of this visit. */
  refresh: (ended: AbortSignal) => Promise<string>;
  tabs: Tabs;
  lock: RefreshLock;
  hint: SessionHint;
  now: () => number;
}

export class Session {
  readonly #parts: SessionParts;
  #renewal: { ended: AbortSignal; answer: Promise<string> } | null = null;
  #signOutExpectedUntil = 0;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  readonly read = () => this.#parts.store.read();
  readonly ended = () => this.#parts.store.ended();
  readonly subscribe = (listener: () => void) => this.#parts.store.subscribe(listener);

  /** Finds the session that this browser may have. Returns what takes the tab out of step again. */
  start(): () => void {
    const stopListening = this.#parts.tabs.listen((message) => this.#hear(message));
    if (this.#parts.hint.isPresent()) void this.recover();
    else this.#parts.store.signOut("visitor");
    return stopListening;
  }

  /** Looks for the session by the cookie, now or again after the backend could not be reached. */
  async recover() {
    await this.renew(null).catch((problem: unknown) => {
      if (!(problem instanceof SignedOut)) this.#parts.store.unreachable();
    });
  }

  signIn(access: string) {
    this.#accept(access);
    this.#parts.hint.set();
    this.#parts.tabs.tell({ type: "signed-in", access });
  }

  /**
   * Signs out at the backend, then here and in every other tab.
   *
   * The backend closes the sockets before it answers. Renewals wait from the start, so that no tab asks for a session
   * that its own browser is just ending.
   */
  async signOut(atBackend: () => Promise<unknown>, reason: "here" | "deleted" = "here") {
    const ended = this.ended();
    await this.token();
    throwIfOver(ended);
    this.#expectSignOut();
    this.#parts.tabs.tell({ type: "signing-out" });
    await atBackend();
    throwIfOver(ended);
    this.leave(reason);
  }

  /** Leaves what may be left of a session that is over at the backend, here and in every other tab. */
  leave(reason: "here" | "deleted" = "here") {
    this.#parts.store.signOut(reason);
    this.#parts.hint.clear();
    this.#parts.tabs.tell({ type: "signed-out" });
  }

  /** The backend takes no token of this session any more. Tabs that have another session meanwhile keep it. */
  readonly end = () => {
    const access = this.#access();
    this.#parts.store.signOut("ended");
    this.#parts.hint.clear();
    if (access !== null) this.#parts.tabs.tell({ type: "ended", access: access.text });
  };

  /** Something has happened that may have ended the session: asks the backend, and says nothing if it has not. */
  async recheck() {
    const access = this.#access();
    if (access !== null) await this.renew(access.text).catch(() => {});
  }

  /** An access token with at least that much life left in it. */
  async token(freshForMs = FRESH_MS): Promise<string> {
    const access = this.#access();
    if (access !== null && access.expiresAt - this.#parts.now() > freshForMs) return access.text;
    return this.renew(access?.text ?? null);
  }

  /** A token other than the refused one. However many ask at a time, the backend is asked once. */
  async renew(refused: string | null): Promise<string> {
    await this.#expectedSignOut();
    if (this.#isSignedOut()) throw new SignedOut();
    const newer = this.#newerThan(refused);
    if (newer !== null) return newer;
    const token = await this.#renewalOf(this.ended(), refused);
    // The renewal under way may have begun before this token was refused.
    return token === refused ? this.renew(refused) : token;
  }

  /** The one under way; that of a visit which is over is none of this one's. */
  #renewalOf(ended: AbortSignal, refused: string | null): Promise<string> {
    if (this.#renewal?.ended === ended) return this.#renewal.answer;
    const answer = this.#renewInTurn(ended, refused).finally(() => {
      if (this.#renewal?.answer === answer) this.#renewal = null;
    });
    this.#renewal = { ended, answer };
    return answer;
  }

  #renewInTurn(ended: AbortSignal, refused: string | null): Promise<string> {
    const { lock, store } = this.#parts;
    return lock(async (waited) => {
      // The tab that held the lock has told its token, which may still be on its way.
      if (waited) await nextChange(store, SHARING_MS, () => this.#newerThan(refused) !== null);
      throwIfOver(ended);
      return this.#newerThan(refused) ?? (await this.#renewHere(ended, refused));
    });
  }

  async #renewHere(ended: AbortSignal, refused: string | null): Promise<string> {
    const access = await this.#parts.refresh(ended).catch((problem: unknown) => {
      throwIfOver(ended);
      return this.#afterRefusal(problem, refused);
    });
    // Signing out overtakes a refresh that is under way, and so does another player.
    throwIfOver(ended);
    if (this.#isSignedOut()) throw new SignedOut();
    if (access === this.#access()?.text) return access;
    this.#accept(access);
    this.#parts.hint.set();
    this.#parts.tabs.tell({ type: "renewed", access });
    return access;
  }

  /** The token that another tab has got meanwhile. Without one the refusal is the end of the session. */
  #afterRefusal(problem: unknown, refused: string | null): string {
    if (!(problem instanceof ApiProblem && problem.status === 401)) throw problem;
    const shared = this.#newerThan(refused);
    if (shared !== null) return shared;
    this.end();
    throw new SignedOut();
  }

  #hear(message: TabMessage) {
    if (message.type === "signed-in") this.#accept(message.access);
    else if (this.#isLeft()) return;
    else if (message.type === "signed-out") this.#parts.store.signOut("elsewhere");
    // A refresh that was under way during a sign-out must not sign this tab in again.
    else if (this.#isSignedOut()) return;
    else if (message.type === "renewed") this.#accept(message.access);
    else if (message.type === "signing-out") this.#expectSignOut();
    else if (message.access === this.#access()?.text) this.#parts.store.signOut("ended");
  }

  #expectSignOut() {
    this.#signOutExpectedUntil = this.#parts.now() + SIGN_OUT_MS;
  }

  async #expectedSignOut() {
    const left = this.#signOutExpectedUntil - this.#parts.now();
    if (left > 0) await nextChange(this.#parts.store, left, () => this.#isSignedOut());
  }

  /** Signed out, and no page waits for its player to come back. */
  #isLeft(): boolean {
    const state = this.read();
    return state.status === "signed-out" && state.visit === null;
  }

  #isSignedOut(): boolean {
    return this.read().status === "signed-out";
  }

  #accept(text: string) {
    this.#parts.store.accept(readAccessToken(text, this.#parts.now()));
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
  if (ended.aborted) throw new SignedOut();
}
