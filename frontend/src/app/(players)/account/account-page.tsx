import { PageHeading } from "@/shared/ui/layout/page-heading";
import { Card } from "@/shared/ui/layout/card";
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
      <Card title="Profile">
        <Profile />
      </Card>
      <Card title="Look, sound and keys">
        <Preferences />
      </Card>
      <Card title="Password" id="password">
        <ChangePassword />
      </Card>
      <Card title="Second factor">
        <SecondFactor />
      </Card>
      <Card title="Devices signed in">
        <Devices />
      </Card>
      <Card title="Your data">
        <ExportData />
      </Card>
      <Card title="Delete the account">
        <DeleteAccount />
      </Card>
    </div>
  );
}
