/** Shows the backend's errors at their fields. */
import type { FieldValues, Path, UseFormSetError } from "react-hook-form";
import { fieldErrorOf } from "@numberplay/client/api/errors";

/**
 * Returns an error that belongs to no field, for the form to show as a whole. Several errors of one field
 * become one message, and the first invalid field gets the focus.
 */
export function setFieldErrors<Values extends FieldValues>(
  error: unknown,
  fields: readonly Path<Values>[],
  setError: UseFormSetError<Values>,
): unknown {
  const refused = fields.filter((field) => fieldErrorOf(error, field) !== null);
  for (const [index, field] of refused.entries()) {
    const message = fieldErrorOf(error, field) ?? "";
    setError(field, { type: "server", message }, { shouldFocus: index === 0 });
  }
  return refused.length > 0 ? null : error;
}
