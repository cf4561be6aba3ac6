// Compiled from messages/ by `npm run messages`. Don't edit.
export const title = "Verify your email address";
export const verify = "Verify my address";
export const notYours = "If you didn't create this account, don't verify the address.";
export const notMine = "This isn't my account";
export const removeQuestion = "Remove your address?";
export const removeConsequences = "If the account was registered with your address, it will be deleted along with everything in it. If someone only tried to change their email to your address, they'll keep their account without it.";
export const remove = "Remove my address";
export const verified = "Your address has been verified";
export const removed = "Your address has been removed";
export const removedHint = "It no longer belongs to that account. You can now register with it yourself.";
export const alreadyVerified = "If your address is already verified, you're all set. If not, request another link.";
export const verifiesFor = ({ account }: { account: string | number }): string => `This verifies your email address for the account ${account}.`;
export const registered = ({ date }: { date: string | number }): string => `It was registered on ${date}.`;
export const belongs = ({ email }: { email: string | number }): string => `${email} belongs to your account.`;
