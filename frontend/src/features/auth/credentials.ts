/** What the forms ask for. Whether it will do is the backend's word: its validators have no copy here. */
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import * as z from "zod/mini";

const filled = (message: string) => z.string().check(z.trim(), z.minLength(1, message));
const email = filled("Enter your e-mail address.");
const password = z.string().check(z.minLength(1, "Enter a password."));

export const loginResolver = standardSchemaResolver(z.object({ email, password }));

export const registerResolver = standardSchemaResolver(
  z.object({ username: filled("Choose a username."), email, password }),
);
