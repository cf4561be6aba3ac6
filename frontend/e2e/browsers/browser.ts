/** The interface that the tests use for browsers that Playwright can't drive. */

/** Identifies an element by its role and accessible name, by the text of its label, or by its test ID. */
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
  /** Blocks cookies and storage, as the browser's own settings do. */
  blocksCookies: boolean;
}

export interface Size {
  width: number;
  height: number;
}
