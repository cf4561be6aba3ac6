/** The changes that translation tools and extensions make to a page's text, initially and whenever it changes. */
import { onTestFinished } from "vitest";

const element = (name: string) => document.createElement(name);

const mark = (text: string) => `«${text}»`;

/** Returns the text without the changes of the translators below. */
export const untranslated = (text: string | null) => (text ?? "").replaceAll(/[«»]/g, "");

function font(...nodes: (Node | string)[]) {
  const wrapper = element("font");
  wrapper.append(...nodes);
  return wrapper;
}

const delays = new Set<NodeJS.Timeout>();

const later = (act: () => void) => void delays.add(setTimeout(act, 60));

export const TRANSLATORS: Record<string, (node: Text) => void> = {
  "wraps the node": (node) => {
    const place = font();
    node.replaceWith(place);
    place.append(node);
  },
  "replaces the node with a double wrapper": (node) => node.replaceWith(font(font(node.data))),
  "replaces the node with a wrapper of other text": (node) =>
    node.replaceWith(font(font(mark(node.data)))),
  "replaces the node with another": (node) => node.replaceWith(new Text(mark(node.data))),
  "changes the node's text": (node) => void (node.data = mark(node.data)),
  "splits the node": (node) => {
    if (node.length > 1) node.splitText(1);
  },
  "adds an element after it": (node) => node.after(element("font")),
  "adds an element before it": (node) => node.before(element("font")),
  "replaces the node later with a translation": (node) => {
    const place = font(mark(node.data));
    later(() => node.replaceWith(place));
  },
  "changes the node's text later": (node) => {
    const translation = mark(node.data);
    later(() => void (node.data = translation));
  },
  "replaces the node with a wrapper that changes later": (node) => {
    const copy = font(mark(node.data));
    node.replaceWith(copy);
    later(() => copy.append(document.createComment("translated")));
  },
};

/** From now on, translates every text on the page once. */
export function translate(work: (node: Text) => void) {
  const done = new WeakSet<Node>();
  const epoch = (root: Node) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts: Text[] = root instanceof Text ? [root] : [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      if (done.has(text) || text.data.trim() === "" || text.parentElement?.closest("font, style"))
        continue;
      const place = text.parentNode;
      done.add(text);
      work(text);
      for (const near of place?.childNodes ?? []) done.add(near);
    }
  };
  const watch = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) addedNodes.forEach(epoch);
  });
  epoch(document.body);
  watch.observe(document.body, { childList: true, subtree: true });
  onTestFinished(() => {
    watch.disconnect();
    delays.forEach(clearTimeout);
    delays.clear();
  });
}
