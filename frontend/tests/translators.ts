/** What translation tools and extensions do to the text of a page, initially and whenever it changes. */
import { onTestFinished } from "vitest";

const element = (name: string) => document.createElement(name);

const mark = (text: string) => `«${text}»`;

/** The text before any of the translators below changed it. */
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
  "wraps a copy twice": (node) => node.replaceWith(font(font(node.data))),
  "writes another text into a wrapper": (node) => node.replaceWith(font(font(mark(node.data)))),
  "puts another node into its place": (node) => node.replaceWith(new Text(mark(node.data))),
  "writes into the node": (node) => void (node.data = mark(node.data)),
  "splits the node": (node) => {
    if (node.length > 1) node.splitText(1);
  },
  "adds an element after it": (node) => node.after(element("font")),
  "adds an element before it": (node) => node.before(element("font")),
  "comes late with what it read": (node) => {
    const place = font(mark(node.data));
    later(() => node.replaceWith(place));
  },
  "writes late into the node": (node) => {
    const translation = mark(node.data);
    later(() => void (node.data = translation));
  },
  "takes the node away and hides it in a wrapper": (node) => {
    const copy = font(mark(node.data));
    node.replaceWith(copy);
    later(() => copy.append(document.createComment("translated")));
  },
};

/** Translates every text of the page once, from now on. */
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
