import type { ReactNode } from "react";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { Card } from "@/shared/ui/layout/card";
import { ChangePassword } from "@/features/account/change-password";
import { DeleteAccount } from "@/features/account/delete-account";
import { Devices } from "@/features/devices/devices";
import { ExportData } from "@/features/account/export-data";
import { LanguageSelect } from "@/features/language/language-select";
import { Preferences } from "@/features/account/preferences";
import { Profile } from "@/features/account/profile";
import { SecondFactor } from "@/features/two-factor/second-factor";
import { WeeklySummary } from "@/features/subscriptions/weekly-summary";
import * as text from "@/messages/account";
import classes from "./account-page.module.css";

interface Section {
  id: string;
  title: string;
  content: ReactNode;
}

const SECTIONS: readonly Section[] = [
  { id: "profile", title: text.profile, content: <Profile /> },
  { id: "preferences", title: text.preferences, content: <PreferencesSection /> },
  { id: "emails", title: text.emails, content: <WeeklySummary /> },
  { id: "password", title: text.password, content: <ChangePassword /> },
  { id: "two-factor", title: text.twoFactor, content: <SecondFactor /> },
  { id: "devices", title: text.devices, content: <Devices /> },
  { id: "data", title: text.data, content: <ExportData /> },
  { id: "delete", title: text.deleteAccount, content: <DeleteAccount /> },
];

function PreferencesSection() {
  return (
    <div className="stack">
      <Preferences />
      <LanguageSelect />
    </div>
  );
}

export function AccountPage() {
  return (
    <div className="stack">
      <div>
        <PageHeading>{text.title}</PageHeading>
        <p className="dimmed">{text.intro}</p>
      </div>
      <div className={classes["page"]}>
        <nav aria-label={text.sections} className={classes["list"]}>
          {SECTIONS.map(({ id, title }) => (
            <a key={id} href={`#${id}`}>
              {title}
            </a>
          ))}
        </nav>
        <div className={`stack ${classes["sections"] ?? ""}`}>
          {SECTIONS.map(({ id, title, content }) => (
            <Card key={id} id={id} title={title}>
              {content}
            </Card>
          ))}
        </div>
      </div>
    </div>
  );
}
