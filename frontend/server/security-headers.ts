/**
 * The security headers of every response of the web app, even on its own port.
 *
 * The edge adds them to responses that lack them, so none is sent twice. Two headers are set elsewhere: each page has
 * its own content security policy (content-policy.ts), and the edge sends HSTS.
 */
export const securityHeaders = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};
