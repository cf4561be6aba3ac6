import { PageHeading } from "@/shared/ui/page-heading";
import { Surface } from "@/shared/ui/surface";
import classes from "./account-page.module.css";
import { ChangePassword } from "./change-password";
import { DeleteAccount } from "./delete-account";
import { Devices } from "./devices";
import { ExportData } from "./export-data";
import { Preferences } from "./preferences";
import { Profile } from "./profile";
import { SecondFactor } from "./second-factor";

export function AccountPage() {
  return (
    <div className={`stack ${classes["page"] ?? ""}`}>
      <PageHeading>Account</PageHeading>
      <Surface title="Profile">
        <Profile />
      </Surface>
      <Surface title="Look, sound and keys">
        <Preferences />
      </Surface>
      <Surface title="Password" id="password">
        <ChangePassword />
      </Surface>
      <Surface title="Second factor">
        <SecondFactor />
      </Surface>
      <Surface title="Devices signed in">
        <Devices />
      </Surface>
      <Surface title="Your data">
        <ExportData />
      </Surface>
      <Surface title="Delete the account">
        <DeleteAccount />
      </Surface>
    </div>
  );
}
