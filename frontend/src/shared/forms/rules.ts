/**
 * The requirements for fields before a form is submitted. The backend validates the rest, and its rules aren't copied
 * here.
 */
import * as text from "@/messages/form-errors";
import { plainCode } from "./plain";

const trimmed = (value: string) => value.trim();

export const filledEmail = { required: text.emailMissing, setValueAs: trimmed };
export const filledUsername = { required: text.usernameMissing, setValueAs: trimmed };
/** Spaces around a password are part of it. */
export const filledPassword = { required: text.passwordMissing };
export const filledCode = { required: text.codeMissing, setValueAs: plainCode };
