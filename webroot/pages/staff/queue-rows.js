// Lines of the queues: what waits, for whom, since when, and where to work it off.

import { h } from "/lib/dom.js";
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
