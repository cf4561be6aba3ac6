import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import * as z from "zod/mini";
import {
  enteredCode,
  enteredEmail,
  enteredPassword,
  enteredUsername,
} from "@/shared/forms/entered";

export const renameResolver = standardSchemaResolver(z.object({ username: enteredUsername }));

export const changeEmailResolver = standardSchemaResolver(
  z.object({ email: enteredEmail, password: enteredPassword }),
);

export const changePasswordResolver = standardSchemaResolver(
  z.object({ current_password: enteredPassword, password: enteredPassword }),
);

export const passwordResolver = standardSchemaResolver(z.object({ password: enteredPassword }));
export const codeResolver = standardSchemaResolver(z.object({ code: enteredCode }));

export const confirmedCodeResolver = standardSchemaResolver(
  z.object({ password: enteredPassword, code: enteredCode }),
);
