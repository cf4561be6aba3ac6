import { Note } from "@/shared/ui/feedback/note";
import * as text from "@/messages/forms";
import classes from "./error-summary.module.css";
import type { ServerFormState } from "./use-server-form";

/** Lists all errors of a form in one place. Each links to its field. */
export function ErrorSummary({ errors }: { errors: ServerFormState["fieldErrors"] }) {
  return (
    <Note kind="error" role="alert" title={text.check}>
      <ul className={classes["errors"]}>
        {errors.map(({ message, focus }) => (
          <li key={message}>
            <button type="button" className="link" onClick={focus}>
              {message}
            </button>
          </li>
        ))}
      </ul>
    </Note>
  );
}
