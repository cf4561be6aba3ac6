"use client";

import { PlainButton } from "@/shared/ui/controls/plain-button";
import type { Language } from "@/entities/preferences/language-cookie";
import { language } from "@/shared/lib/language";
import * as text from "@/messages/language";
import { languages } from "@/messages/languages";
import classes from "./language-line.module.css";
import { useChooseLanguage } from "./use-choose-language";

/** The language links at the end of a visitor's page, each with the language's own name. */
export function LanguageLine() {
  const choose = useChooseLanguage();
  return (
    <div className={classes["line"]} role="group" aria-label={text.label}>
      {Object.entries(languages).map(([code, name]) => (
        <PlainButton
          key={code}
          lang={code}
          translate="no"
          size="small"
          aria-current={code === language ? "true" : undefined}
          onClick={() => void choose(code as Language)}
        >
          {name}
        </PlainButton>
      ))}
    </div>
  );
}
