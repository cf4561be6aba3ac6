/** Everything that can go wrong between a page and the backend, as three kinds of error. */
import type { components } from "./schema.gen";

type ProblemEntry = components["schemas"]["ErrorItem"];

/** The backend answered, and refused. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";

  constructor(
    readonly status: number,
    readonly entries: readonly ProblemEntry[],
    readonly retryAfterSeconds: number | null,
  ) {
    super(entries[0]?.detail ?? `The server answered ${String(status)}.`);
  }
}

/** No answer came. What was asked may or may not have been done. */
export class NetworkProblem extends Error {
  override readonly name = "NetworkProblem";
}

/** There is no session to ask with. */
export class SignedOut extends Error {
  override readonly name = "SignedOut";
}

/** True when the backend refused for that reason. */
export function hasCode(problem: unknown, code: ProblemEntry["code"]): boolean {
  return problem instanceof ApiProblem && problem.entries.some((entry) => entry.code === code);
}

/** True when the request may have been carried out although no good answer arrived. */
export function isOutcomeUnknown(problem: unknown): boolean {
  return (
    problem instanceof NetworkProblem || (problem instanceof ApiProblem && problem.status >= 500)
  );
}

/** What the backend says against one field; null where it says nothing of it. */
export function refusalOf(problem: unknown, field: string): string | null {
  if (!(problem instanceof ApiProblem)) return null;
  const details = problem.entries.filter(({ attr }) => attr === field).map(({ detail }) => detail);
  return details.length > 0 ? details.join(" ") : null;
}

export function problemOf(response: Response, body: unknown): ApiProblem {
  return new ApiProblem(response.status, entriesOf(body), retryAfterSecondsOf(response));
}

function entriesOf(body: unknown): ProblemEntry[] {
  if (!isRecord(body) || !Array.isArray(body["errors"])) return [];
  return body["errors"].filter(isEntry);
}

function isEntry(value: unknown): value is ProblemEntry {
  return (
    isRecord(value) && typeof value["code"] === "string" && typeof value["detail"] === "string"
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function retryAfterSecondsOf(response: Response): number | null {
  const seconds = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  return Number.isNaN(seconds) ? null : seconds;
}
