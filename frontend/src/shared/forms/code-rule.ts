/** Apart from the other rules, as only later steps ask for a code. */
import * as text from "@/messages/form-errors";
import { plainCode } from "./typed";

export const filledCode = { required: text.codeMissing, setValueAs: plainCode };
