/** The URL of the page in tests and stories. */
export const place = { pathname: "/play" };
