// 委任状 that came with a request or a new user, beside the identity documents: the system's own as the PDF that was signed, one
// on paper as pictures that the server drew (CERT-4, DOC-5).

import { api } from "/lib/api.js";
import { h } from "/lib/dom.js";
import { date, t } from "/lib/i18n.js";

/** What was used for this check; none where that cannot be asked now. */
export async function mandatesOf(check) {
  const asked = [`certificate-request:${check.id}`, check.reason === "first" && `user:${check.person.id}`].filter(Boolean);
  const answers = await Promise.all(
    asked.map((what) => api.get(`/api/staff/mandates?for=${encodeURIComponent(what)}`).catch(() => ({ items: [] }))),
  );
  return answers.flatMap((answer) => answer.items);
}

/** A card for each. */
export const mandateCards = (mandates) =>
  mandates.map((mandate) => {
    const content = `/api/staff/mandates/${mandate.id}`;
    return h(
      "section",
      { class: "card stack", "aria-labelledby": `mandate-${mandate.id}`, "data-key": `mandate-${mandate.id}` },
      h("h2", { id: `mandate-${mandate.id}` }, t("mandate.title")),
      h("p", { class: "soft" }, `${t(`form.option.mandateKind.${mandate.kind}`)}・${mandate.fileName}・${date(mandate.madeOn)}`),
      mandate.kind === "system"
        ? h("p", null, h("a", { class: "button quiet small", href: `${content}/content`, target: "_blank", rel: "noopener" }, t("mandate.open")))
        : Array.from({ length: mandate.pages }, (_, i) =>
            h("img", {
              class: "mandate-page",
              src: `${content}/pages/${i + 1}.png`,
              alt: t("check.page", { label: t("mandate.title"), n: i + 1 }),
              loading: "lazy",
            }),
          ),
    );
  });
