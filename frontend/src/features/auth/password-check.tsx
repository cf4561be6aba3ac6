"use client";

import { useMutation } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import { fieldErrorText } from "@/shared/lib/error-text";
import { useServices } from "@/entities/session/services-context";
import { ChangingText } from "@/shared/ui/display/changing-text";
import * as text from "@/messages/password-check";
import classes from "./password-check.module.css";

interface NewPassword {
  username: string;
  email: string;
  password: string;
}

/**
 * Asks the server whether a password is acceptable before the form is submitted. Without a response, no verdict is
 * shown.
 */
export function usePasswordCheck() {
  const { visitor } = useServices();
  const { mutate, reset, isSuccess, error, variables } = useMutation({
    mutationFn: (body: NewPassword) =>
      answerOf(visitor.POST("/auth/api/password/check/", { body })),
  });
  return {
    check: (entered: NewPassword) => {
      const isKnown = JSON.stringify(entered) === JSON.stringify(variables);
      if (entered.password !== "" && !isKnown) mutate(entered);
    },
    forget: () => variables !== undefined && reset(),
    verdict: verdictOf(isSuccess, fieldErrorText(error, "password")),
  };
}

function verdictOf(isGood: boolean, reasons: string | null) {
  if (isGood) return { isGood, words: text.good };
  return reasons === null ? null : { isGood, words: reasons };
}

type Verdict = ReturnType<typeof verdictOf>;

/** The live region exists from the start, so that its text is announced when it appears. */
export function PasswordVerdict({ verdict }: { verdict: Verdict }) {
  return (
    <p role="status" className={classes["verdict"]} data-good={verdict?.isGood}>
      {verdict && (
        <>
          <span aria-hidden>{verdict.isGood ? "✓ " : "✗ "}</span>
          <ChangingText>{verdict.words}</ChangingText>
        </>
      )}
    </p>
  );
}
