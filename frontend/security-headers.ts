/**
 * What every answer of the web app says to browsers, on its own port too.
 *
 * The edge adds the same where an answer has none, so that none is there twice. The policies of scripts and of the
 * connection are apart: the proxy makes the one for each page, the edge knows the other.
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
