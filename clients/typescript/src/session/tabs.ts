/** The messages between the tabs of one browser. */

export type TabMessage =
  | { type: "signed-in"; access: string }
  | { type: "renewed"; access: string }
  | { type: "signing-out" }
  | { type: "signed-out" }
  | { type: "ended"; access: string };

export interface Tabs {
  broadcast: (message: TabMessage) => void;
  /** Returns what ends the listening. */
  listen: (listener: (message: TabMessage) => void) => () => void;
}

/** For a page that stands alone: its browser keeps nothing that other tabs could share. */
export const noTabs: Tabs = { broadcast: () => {}, listen: () => () => {} };

const CHANNEL = "numberplay.session";

/** The channel opens with the first listener: a page that renders on the server must not hold one. */
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
