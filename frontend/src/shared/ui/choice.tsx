import { useId } from "react";
import classes from "./choice.module.css";

interface ChoiceProps<Value extends string> {
  label: string;
  /** Whether the label shows, or is for who does not see the page. */
  isLabelled?: boolean;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few, beside each other. Mantine's control measures itself after each render; this one is styles alone. */
export function Choice<Value extends string>({
  label,
  isLabelled = false,
  options,
  value: chosen,
  onChange,
}: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div role="radiogroup" aria-label={label}>
      {isLabelled && (
        <div aria-hidden className={classes["label"]}>
          {label}
        </div>
      )}
      <div className={classes["options"]}>
        {options.map(({ value, label: words }) => (
          <label key={value} className={classes["option"]}>
            <input
              type="radio"
              name={id}
              value={value}
              checked={value === chosen}
              onChange={() => onChange(value)}
            />
            {words}
          </label>
        ))}
      </div>
    </div>
  );
}
