// An ESLint rule: text that may change must be the only child of its element.
//
// Translation tools and extensions move and replace text nodes. React can still set the text of an element that has no
// other children. It may no longer find a text node that has siblings, and then it fails or shows stale text.
import { TypeFlags } from "typescript";

const EMPTY = TypeFlags.Null | TypeFlags.Undefined | TypeFlags.BooleanLike;
const TEXT = TypeFlags.StringLike | TypeFlags.NumberLike;

function isText(type) {
  const parts = (type.types ?? [type]).filter(({ flags }) => !(flags & EMPTY));
  return parts.length > 0 && parts.every(({ flags }) => flags & TEXT);
}

const isBlank = (child) =>
  (child.type === "JSXText" && child.value.trim() === "") ||
  child.expression?.type === "JSXEmptyExpression" ||
  child.expression?.value === " ";

function isOfCatalog({ name }, scope) {
  for (let around = scope; around; around = around.upper) {
    const definition = around.set.get(name)?.defs[0];
    if (definition) return definition.parent?.source?.value.startsWith("@/messages/") ?? false;
  }
  return false;
}

export const loneText = {
  create(context) {
    const { getTypeAtLocation } = context.sourceCode.parserServices;
    /** A message without values never changes. */
    const isFixed = (node) =>
      node?.type === "MemberExpression" &&
      node.object.type === "Identifier" &&
      isOfCatalog(node.object, context.sourceCode.getScope(node));
    function check(node) {
      const shown = node.children.filter((child) => !isBlank(child));
      if (shown.length < 2 && node.type === "JSXElement") return;
      const holdsText = shown.some(
        ({ type, expression }) => type === "JSXText" || isFixed(expression),
      );
      for (const child of shown) {
        if (child.type !== "JSXExpressionContainer" || isFixed(child.expression)) continue;
        if (holdsText || isText(getTypeAtLocation(child.expression)))
          context.report({ node: child, message: "Text that may change needs its own element." });
      }
    }
    return { JSXElement: check, JSXFragment: check };
  },
};
