"use client";

import { useState } from "react";
import type { Language } from "@/entities/preferences/language-cookie";
import { SelectField } from "@/shared/forms/select-field";
import { language } from "@/shared/lib/language";
import * as text from "@/messages/language";
import { languages } from "@/messages/languages";
import { useChooseLanguage } from "./use-choose-language";

/** The language setting in the player's preferences. */
export function LanguageSelect() {
  const choose = useChooseLanguage();
  const [isChanging, setIsChanging] = useState(false);
  return (
    <SelectField
      label={text.label}
      description={text.hint}
      value={language}
      disabled={isChanging}
      onChange={({ currentTarget }) => {
        setIsChanging(true);
        void choose(currentTarget.value as Language).finally(() => setIsChanging(false));
      }}
    >
      {Object.entries(languages).map(([code, name]) => (
        <option key={code} value={code} lang={code} translate="no">
          {name}
        </option>
      ))}
    </SelectField>
  );
}
