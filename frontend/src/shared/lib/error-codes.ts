/** The texts for the API's error codes. The type requires a text for every code in the OpenAPI document. */
import type { ErrorItem } from "@numberplay/client/api/errors";
import * as text from "@/messages/errors";

/** A test compares these limits with the OpenAPI document. */
export const USERNAME = { min: 3, max: 30 };
export const PASSWORD = { min: 8 };

/** Texts by field, for codes whose meaning depends on it. */
type Meaning = string | { [field: string]: string; other: string };

const MEANINGS: Record<ErrorItem["code"], Meaning> = {
  bad_request: text.unknown,
  blank: text.required,
  body_too_large: text.tooLong,
  email_already_verified: text.alreadyVerified,
  email_not_verified: text.verifyFirst,
  error: text.server,
  headers_too_large: text.unknown,
  idempotency_key_reused: text.unknown,
  invalid: {
    username: text.invalidUsername(USERNAME),
    email: text.invalidEmail,
    other: text.invalid,
  },
  invalid_choice: text.invalidChoice,
  invalid_code: text.wrongCode,
  invalid_credentials: text.wrongCredentials,
  invalid_password: text.wrongPassword,
  invalid_second_factor: text.wrongCode,
  invalid_token: text.brokenLink,
  max_length: { username: text.invalidUsername(USERNAME), other: text.tooLong },
  max_value: text.outOfRange,
  method_not_allowed: text.unknown,
  min_value: text.outOfRange,
  no_session: text.sessionEnded,
  not_acceptable: text.unknown,
  not_authenticated: text.sessionEnded,
  not_found: text.notFound,
  null: text.required,
  null_characters_not_allowed: text.invalid,
  origin_not_allowed: text.wrongOrigin,
  parse_error: text.unknown,
  password_entirely_numeric: text.passwordNumeric,
  password_too_common: text.passwordCommon,
  password_too_short: text.passwordShort(PASSWORD),
  password_too_similar: text.passwordSimilar,
  permission_denied: text.notAllowed,
  request_timeout: text.slow,
  required: text.required,
  second_factor_required: text.codeRequired,
  service_unavailable: text.server,
  session_ended: text.sessionEnded,
  throttled: text.tooMany,
  token_not_valid: text.sessionEnded,
  totp_enabled: text.twoFactorOn,
  unique: { username: text.usernameTaken, email: text.emailTaken, other: text.taken },
  unsupported_media_type: text.unknown,
  uri_too_long: text.unknown,
};

/** A newer backend may return other codes. */
export function codeText({ code, attr }: Pick<ErrorItem, "code" | "attr">): string {
  const meaning = (MEANINGS as Partial<typeof MEANINGS>)[code];
  if (typeof meaning === "string") return meaning;
  return meaning?.[attr ?? "other"] ?? meaning?.other ?? text.unknown;
}
