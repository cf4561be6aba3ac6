/** What the tests need of a browser that Playwright can't drive. */

/** An element by its role and accessible name, by the text of its label, or by its test ID. */
export interface Target {
  role?: string;
  name?: string;
  label?: string;
  testId?: string;
}

export interface Tab {
  goto: (url: string) => Promise<void>;
  /** Returns the value of an expression. */
  evaluate: (expression: string) => Promise<unknown>;
  click: (target: Target) => Promise<void>;
  /** Sends keys to the focused element. */
  type: (keys: string) => Promise<void>;
}

export interface Browser {
  newTab: () => Promise<Tab>;
  close: () => Promise<void>;
}

export interface Start {
  size: Size;
  /** As in the browser's own settings: no cookies, and no storage. */
  blocksCookies: boolean;
}

export interface Size {
  width: number;
  height: number;
}
