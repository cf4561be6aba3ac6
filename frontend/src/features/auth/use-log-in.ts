"use client";

import { answerOf } from "@numberplay/client/api/client";
import { useServices } from "@/entities/session/services-context";
import { useSignIn } from "./use-sign-in";

interface Proof {
  email: string;
  password: string;
  /** The two-factor code, if the account requires one. */
  code?: string;
}

export function useLogIn() {
  const { visitor, refreshToken } = useServices();
  const signIn = useSignIn();
  return async (proof: Proof) => {
    const body = { ...proof, ...refreshToken.kind };
    signIn(await answerOf(visitor.POST("/auth/api/login/", { body })));
  };
}
