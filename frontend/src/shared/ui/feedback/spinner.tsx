import classes from "./spinner.module.css";

/** As large as the text next to it. */
export function Spinner() {
  return <span aria-hidden className={classes["spinner"]} />;
}
