import { For } from "@/entities/session/audience";
import { ButtonLink } from "@/shared/ui/controls/plain-button";
import * as text from "@/messages/shared";

/** The links for visitors who are not signed in. */
export function VisitorLinks() {
  return (
    <For audience="visitors">
      <ButtonLink href="/login" variant="accent">
        {text.signIn}
      </ButtonLink>
      <ButtonLink href="/register" variant="filled">
        {text.register}
      </ButtonLink>
    </For>
  );
}
