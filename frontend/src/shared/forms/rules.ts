/** What a field must have before it is sent. The backend validates the rest; its rules have no copy here. */
import * as text from "@/messages/form-errors";
import { plainCode } from "./plain";

const trimmed = (value: string) => value.trim();

export const filledEmail = { required: text.emailMissing, setValueAs: trimmed };
export const filledUsername = { required: text.usernameMissing, setValueAs: trimmed };
/** Spaces around a password belong to it. */
export const filledPassword = { required: text.passwordMissing };
export const filledCode = { required: text.codeMissing, setValueAs: plainCode };
