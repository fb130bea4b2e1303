// Lines of the queues: what waits, for whom, since when, and where to work it off.

import { confirmed, told } from "/elements/confirm-dialog.js";
import { api } from "/lib/api.js";
import { h } from "/lib/dom.js";
import { resetReason } from "/lib/employer-parts.js";
import { whileBusy } from "/lib/forms.js";
import { date, lang, money, t } from "/lib/i18n.js";

const row = (key, who, what, since, more) =>
  h(
    "li",
    { "data-key": key },
    h("div", { class: "who" }, who),
    h("div", { class: "what" }, what),
    h("p", { class: "since" }, h("span", { class: "soft" }, t("dashboard.elapsed")), " ", h("span", { "data-since": since }), more),
  );

/** The name of a branch that is not the reader's own. */
const elsewhere = (branch, me) =>
  branch.code === me.branch.code ? null : h("small", { class: "soft" }, lang === "ja" ? branch.name : branch.nameLatin);

/** A contract: to conclude, past its deadline, refused. Nobody concludes what he created himself, and is told so. */
export function contractRow(c, me) {
  const own = c.state === "signed" && c.officer.id === me.id;
  return row(
    c.id,
    [h("a", { href: `/staff/contracts/${c.id}` }, c.organization), elsewhere(c.branch, me)],
    [
      h("span", null, `${c.summary} `, c.amount !== null && h("span", { class: "sum" }, money(c.amount))),
      h("small", { class: "soft" }, t("queues.officer", { name: c.officer.name })),
      own && h("small", null, t("queues.own")),
      c.comment && h("small", null, t("signer.comment", { comment: c.comment })),
    ],
    c.since,
    c.signBy && c.state === "signing" && h("span", { class: "by" }, t("dashboard.deadline", { date: date(c.signBy) })),
  );
}

export function applicationRow(a, me) {
  return row(
    a.id,
    [h("a", { href: `/staff/applications/${a.id}` }, a.name ?? a.number), elsewhere(a.branch, me)],
    h("span", null, t(`form.option.kind.${a.kind}`), "　", a.person),
    a.submittedAt,
  );
}

export function checkRow(check) {
  return row(
    check.id,
    h("a", { href: `/staff/identity/${check.id}` }, check.name),
    h("span", null, check.organization, "　", t(`checks.reason-${check.reason}`)),
    check.since,
  );
}

/** 閉塞中のマスターユーザー: whom only the bank lets in again. */
export function blockedRow(b, me) {
  return row(
    b.id,
    [h("a", { href: `/staff/employers/${b.employerId}` }, b.employer), elsewhere(b.branch, me)],
    [h("span", null, b.person || t("staff-employer.unnamed")), h("small", { class: "mono" }, b.number)],
    b.since,
  );
}

/** A filed reset of a master user; it is confirmed on the employer's page, where the letter comes. */
export function resetRow(r, me) {
  return row(
    r.id,
    [h("a", { href: `/staff/employers/${r.employerId}` }, r.employer), elsewhere(r.branch, me)],
    [
      h("span", null, resetReason(r.reason), "　", t("reset.paper", { date: date(r.paperDate) })),
      r.note && h("small", null, r.note),
      h("small", { class: "soft" }, t("revocation.by", r.filedBy)),
      r.filedBy.id === me.id && h("small", null, t("reset.own")),
    ],
    r.since,
  );
}

/** A filed revocation, with what the reader may do about it; `done` is called after either. */
export function revocationRow(r, me, done) {
  const path = `/api/staff/revocations/${r.id}`;
  return row(
    r.id,
    [
      h("a", { href: `/staff/${r.kind === "client" ? "employers" : "organizations"}/${r.organizationId}` }, r.person || r.organization),
      h("small", null, r.organization),
      elsewhere(r.branch, me),
    ],
    [
      h("span", null, t(`revocation.reason-${r.reason}`), "　", h("span", { class: "mono" }, r.credentialId)),
      r.note && h("small", null, r.note),
      h("small", { class: "soft" }, t(r.filedBy.customer ? "revocation.by-customer" : "revocation.by", r.filedBy)),
      h(
        "span",
        { class: "care" },
        r.may.confirm && act(r, "confirm", done, () => api.post(`${path}/confirmation`)),
        r.may.decline && act(r, r.filedBy.id === me.id ? "take-back" : "decline", done, () => api.del(path)),
      ),
    ],
    r.since,
  );
}

function act(r, what, done, send) {
  const seal = what === "confirm";
  return h(
    "button",
    {
      type: "button",
      class: "button quiet small",
      "aria-label": t(`revocation.${what}-label`, r),
      onClick: async (e) => {
        const button = e.currentTarget;
        const sure = await confirmed({
          title: t(`revocation.${what}-title`),
          text: t(`revocation.${what}-text`, r),
          yes: t(`revocation.${what}`),
          seal,
        });
        if (!sure) return;
        await whileBusy(button, () => send().catch((problem) => told({ title: problem.title, text: problem.message })));
        done();
      },
    },
    t(`revocation.${what}`),
  );
}
