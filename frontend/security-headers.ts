/**
 * The security headers of every response of the web app, even on its own port.
 *
 * The edge adds the same to responses without them, so that none is sent twice. Two are handled elsewhere: the proxy
 * creates the content security policy of each page, and the edge sends HSTS.
 */
export const securityHeaders = {
  source: "/:path*",
  headers: [
    { key: "X-Content-Type-Options", value: "nosniff" },
    { key: "X-Frame-Options", value: "DENY" },
    { key: "Referrer-Policy", value: "same-origin" },
    { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
    {
      key: "Permissions-Policy",
      value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    },
  ],
};
