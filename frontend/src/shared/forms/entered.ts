/** What forms ask for. Whether it will do is the backend's word: its validators have no copy here. */
import * as z from "zod/mini";
import * as text from "@/messages/form-errors";
import { plainCode } from "./typed";

const filled = (message: string) => z.string().check(z.trim(), z.minLength(1, message));

export const enteredEmail = filled(text.emailMissing);
export const enteredUsername = filled(text.usernameMissing);
export const enteredCode = z
  .string()
  .check(z.overwrite(plainCode), z.minLength(1, text.codeMissing));
/** Spaces around a password belong to it. */
export const enteredPassword = z.string().check(z.minLength(1, text.passwordMissing));
