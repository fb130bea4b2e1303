// What passwords and user IDs must be, by the policy that the portal follows: read from the same rules as the checks
// (/api/fields.json), so that no hint says anything else (LOGIN-2, EMP-2).

import { lang, t } from "/lib/i18n.js";
import { loadForms } from "/lib/fields.js";

/** The sentence under a field for a new password of this portal; "" where the line is lost. */
export const passwordHint = (portal = "mypage") => hint(`password-${portal}`);

/** The sentence under a field for a new user ID of the employer portal. */
export const userIdHint = () => hint("user-id");

async function hint(name) {
  try {
    return hintOfRules((await loadForms()).types[name].rules);
  } catch {
    return "";
  }
}

/** The sentence that these rules make. */
export function hintOfRules({ min, max, characters, mustHave, blocklist, bothKinds }) {
  return (
    characters
      ? [
          t(`password.hint-${characters}`, { min, max }),
          mustHave.length > 0 && t("password.hint-kinds", { kinds: list(mustHave.map((kind) => t(`password.kind-${kind}`))) }),
          blocklist && t("password.hint-blocklist"),
        ]
      : [t("password.user-id-hint", { min, max }), bothKinds && t("password.user-id-both")]
  )
    .filter(Boolean)
    .join(lang === "ja" ? "" : " ");
}

const list = (words) =>
  lang === "ja" ? words.join("・") : new Intl.ListFormat(lang, { type: "conjunction" }).format(words);
