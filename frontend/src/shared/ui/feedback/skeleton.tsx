import classes from "./skeleton.module.css";

/** Keeps the place of what is on its way. */
export function Skeleton(place: { height: number | string; width?: number }) {
  return <div aria-hidden data-testid="skeleton" className={classes["skeleton"]} style={place} />;
}
