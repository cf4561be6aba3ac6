/** What the forms ask for. Whether it will do is the backend's word: its validators have no copy here. */
import * as z from "zod/mini";

const filled = (message: string) => z.string().check(z.trim(), z.minLength(1, message));
const password = z.string().check(z.minLength(1, "Enter a password."));

export const loginSchema = z.object({
  email: filled("Enter your e-mail address."),
  password,
});

export const registerSchema = z.object({
  username: filled("Choose a username."),
  email: filled("Enter your e-mail address."),
  password,
});
