// An ESLint rule: texts for people belong in messages/, so that adding a language takes only one file.
const LETTER = /\p{L}/u;
/** A capitalized word, or words with a space between them. */
const PROSE = /^\p{Lu}\p{Ll}|\p{L} \p{L}/u;
/** Names of headers, keys and classes: `Idempotency-Key`, `ArrowUp`, `PartNotLoaded`, `NumberPlay`. */
const NAME = /^\p{Lu}\p{Ll}+(?:-?\p{Lu}\p{Ll}+)+$/u;
/** The messages of exceptions are for logs. Players see the texts of `lib/error-text`. */
const EXCEPTION = /(?:Error|Problem|NotLoaded)$/;
/** Attributes whose values are displayed or read aloud. */
const SHOWN = new Set([
  ...[
    "aria-description",
    "aria-label",
    "aria-placeholder",
    "aria-roledescription",
    "aria-valuetext",
  ],
  ...["alt", "caption", "description", "label", "placeholder", "title"],
]);
const STYLES = new Set(["className", "style", "fontFamily", "fallback", "border"]);

const isStyle = (node) =>
  (node.type === "JSXAttribute" && STYLES.has(node.name.name)) ||
  (node.type === "JSXOpeningElement" && node.name.name === "meta") ||
  (node.type === "Property" && STYLES.has(node.key.name));

const isForMachines = (node) =>
  isStyle(node) ||
  /^(?:Import|Export\w*|TS\w*)(?:Declaration|Expression|Type)$/.test(node.type) ||
  ["BinaryExpression", "SwitchCase"].includes(node.type) ||
  (node.type === "ExpressionStatement" && node.directive !== undefined) ||
  (node.type === "NewExpression" && EXCEPTION.test(node.callee.name));

/** Stops at the nearest statement or element, because code around it says nothing about the text. */
function isTechnical(node) {
  for (let around = node.parent; around; around = around.parent) {
    if (isForMachines(around)) return true;
    if (/Statement$|Declaration$|^JSXElement$|Function/.test(around.type)) return false;
  }
  return false;
}

const isBrand = ({ parent }) =>
  parent.openingElement?.attributes.some(({ name }) => name?.name === "translate");

/** `<a title="more">`, `<a title={"more"}>` and <a title={`more`}>. */
function isShown({ parent }) {
  let around = parent;
  while (["TemplateLiteral", "JSXExpressionContainer"].includes(around.type))
    around = around.parent;
  return around.type === "JSXAttribute" && SHOWN.has(around.name.name);
}

export const catalogText = {
  create(context) {
    const report = (node) =>
      context.report({ node, message: "Text for people belongs in messages/en.json." });
    function check(node, value) {
      if (typeof value !== "string" || NAME.test(value)) return;
      if (isShown(node) ? LETTER.test(value) : PROSE.test(value) && !isTechnical(node))
        report(node);
    }
    return {
      JSXText: (node) => LETTER.test(node.value) && !isBrand(node) && report(node),
      Literal: (node) => check(node, node.value),
      TemplateElement: (node) => check(node, node.value.cooked),
    };
  },
};
