/**
 * Text that changes while it shows. Each text is a node of its own: what a translation tool has done to the one before,
 * or is still about to do, is gone with it.
 */
export function ChangingText({ children }: { children: string }) {
  return <span key={children}>{children}</span>;
}
