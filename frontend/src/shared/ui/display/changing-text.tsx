/**
 * Text that changes while it is visible. Each value gets its own node, so that changes by a translation tool disappear
 * with the old one.
 */
export function ChangingText({ children }: { children: string }) {
  return <span key={children}>{children}</span>;
}
