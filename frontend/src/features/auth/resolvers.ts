import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import * as z from "zod/mini";
import {
  enteredCode,
  enteredEmail,
  enteredPassword,
  enteredUsername,
} from "@/shared/forms/entered";

export const loginResolver = standardSchemaResolver(
  z.object({ email: enteredEmail, password: enteredPassword }),
);

export const registerResolver = standardSchemaResolver(
  z.object({ username: enteredUsername, email: enteredEmail, password: enteredPassword }),
);

export const codeResolver = standardSchemaResolver(z.object({ code: enteredCode }));
export const emailResolver = standardSchemaResolver(z.object({ email: enteredEmail }));
export const passwordResolver = standardSchemaResolver(z.object({ password: enteredPassword }));
