/** The messages between the tabs of one browser. */

export type TabMessage =
  | { type: "signed-in"; access: string }
  | { type: "renewed"; access: string }
  | { type: "signing-out" }
  | { type: "signed-out" }
  | { type: "ended"; access: string };

export interface Tabs {
  broadcast: (message: TabMessage) => void;
  /** Returns a function that stops listening. */
  listen: (listener: (message: TabMessage) => void) => () => void;
}

/** For pages in a browser that stores nothing for tabs to share. */
export const noTabs: Tabs = { broadcast: () => {}, listen: () => () => {} };

const CHANNEL = "numberplay.session";

/** The channel opens with the first listener, because pages rendered on the server must not open one. */
export function createTabs(open = () => new BroadcastChannel(CHANNEL)): Tabs {
  let channel: BroadcastChannel | null = null;
  return {
    broadcast: (message) => channel?.postMessage(message),
    listen(listener) {
      const opened = open();
      channel = opened;
      opened.onmessage = (event: MessageEvent<TabMessage>) => {
        listener(event.data);
      };
      return () => {
        opened.close();
        if (channel === opened) channel = null;
      };
    },
  };
}
