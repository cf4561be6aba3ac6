import classes from "./skeleton.module.css";

/** A placeholder for content that is loading. */
export function Skeleton(place: { height: number | string; width?: number }) {
  return (
    <div
      aria-hidden
      data-loading
      data-testid="skeleton"
      className={classes["skeleton"]}
      style={place}
    />
  );
}
