// What a password must be, as the operator has decided (LOGIN-2).

import { t } from "/lib/i18n.js";
import { service } from "/lib/service.js";

/** The sentence under a field for a new password of this portal. */
export async function passwordHint(portal = "mypage") {
  return t(`password.policy-${(await service)?.passwords?.[portal] ?? "guide"}`);
}
