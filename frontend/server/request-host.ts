/**
 * Accepts only hosts in the form of RFC 9110 and browsers, because the value is copied into the content security
 * policy.
 */
const HOST = /^(?:[a-z\d_-]+(?:\.[a-z\d_-]+)*\.?|\[[\da-f:.]+\])(?::\d*)?$/i;

export function isHost(value: string): boolean {
  return HOST.test(value) && URL.canParse(`http://${value}`);
}
