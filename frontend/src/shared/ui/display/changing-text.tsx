/**
 * Text that changes while it is visible. Each value gets its own node, so that a translation tool's changes disappear
 * with the old node.
 */
export function ChangingText({ children }: { children: string }) {
  return <span key={children}>{children}</span>;
}
