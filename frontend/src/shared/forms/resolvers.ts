import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import * as z from "zod/mini";
import { enteredCode, enteredEmail, enteredPassword, enteredUsername } from "./entered";

export const loginResolver = standardSchemaResolver(
  z.object({ email: enteredEmail, password: enteredPassword }),
);

export const registerResolver = standardSchemaResolver(
  z.object({ username: enteredUsername, email: enteredEmail, password: enteredPassword }),
);

export const renameResolver = standardSchemaResolver(z.object({ username: enteredUsername }));

export const changeEmailResolver = standardSchemaResolver(
  z.object({ email: enteredEmail, password: enteredPassword }),
);

export const changePasswordResolver = standardSchemaResolver(
  z.object({ current_password: enteredPassword, password: enteredPassword }),
);

export const passwordResolver = standardSchemaResolver(z.object({ password: enteredPassword }));
export const emailResolver = standardSchemaResolver(z.object({ email: enteredEmail }));
export const codeResolver = standardSchemaResolver(z.object({ code: enteredCode }));

export const confirmedCodeResolver = standardSchemaResolver(
  z.object({ password: enteredPassword, code: enteredCode }),
);
