/** Puts the backend's refusal at the fields that it names. */
import type { FieldValues, Path, UseFormSetError } from "react-hook-form";
import { ApiProblem, type ProblemEntry } from "@/shared/api/problem";

/**
 * Returns what belongs to no field of the form, for the form to show as a whole. Several refusals of one field
 * become one message, and the first refused field gets the focus.
 */
export function placeProblem<Values extends FieldValues>(
  problem: unknown,
  fields: readonly Path<Values>[],
  setError: UseFormSetError<Values>,
): unknown {
  if (!(problem instanceof ApiProblem)) return problem;
  const refused = fields.filter((field) => detailsFor(field, problem.entries) !== "");
  for (const [index, field] of refused.entries()) {
    const message = detailsFor(field, problem.entries);
    setError(field, { type: "server", message }, { shouldFocus: index === 0 });
  }
  return refused.length > 0 ? null : problem;
}

function detailsFor(field: string, entries: readonly ProblemEntry[]): string {
  return entries
    .filter((entry) => entry.attr === field)
    .map((entry) => entry.detail)
    .join(" ");
}
