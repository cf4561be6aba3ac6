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
import * as text from "@/messages/account";

export function AccountPage() {
  return (
    <div className={`stack ${classes["page"] ?? ""}`}>
      <PageHeading>{text.title}</PageHeading>
      <Card title={text.profile}>
        <Profile />
      </Card>
      <Card title={text.preferences}>
        <Preferences />
      </Card>
      <Card title={text.password} id="password">
        <ChangePassword />
      </Card>
      <Card title={text.twoFactor}>
        <SecondFactor />
      </Card>
      <Card title={text.devices}>
        <Devices />
      </Card>
      <Card title={text.data}>
        <ExportData />
      </Card>
      <Card title={text.deleteAccount}>
        <DeleteAccount />
      </Card>
    </div>
  );
}
