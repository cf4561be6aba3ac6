import { PageHeading } from "@/shared/ui/layout/page-heading";
import { Surface } from "@/shared/ui/layout/surface";
import classes from "./account-page.module.css";
import { ChangePassword } from "@/features/account/change-password";
import { DeleteAccount } from "@/features/account/delete-account";
import { Devices } from "@/features/devices/devices";
import { ExportData } from "@/features/account/export-data";
import { Preferences } from "@/features/account/preferences";
import { Profile } from "@/features/account/profile";
import { SecondFactor } from "@/features/two-factor/second-factor";

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
