// 署名検証レポート as a section of a page (SIG-3): the verdict first, then each signature and timestamp, then the details.

import { h } from "/lib/dom.js";
import { dateTime, size, t, tOr } from "/lib/i18n.js";
import { fact } from "/lib/contract-parts.js";

const MARK = { VALID: "✓", INVALID: "×", INDETERMINATE: "？" };
const verdictText = (verdict) => t(`verdict.${verdict}`);
const has = (list, code) => list?.some((r) => r.code === code);

/** The verdict's word: what is unsigned, or signed by somebody whom we cannot place, is not as if it were broken. */
function wordOf({ verdict, reasons, signatures }) {
  if (verdict !== "INDETERMINATE") return verdictText(verdict);
  if (has(reasons, "no-signature")) return t("verdict.unsigned");
  const open = (signatures ?? []).filter((s) => s.verdict !== "VALID");
  if (signatures && open.length > 0 && open.every((s) => has(s.reasons, "authority-unknown"))) return t("verdict.stranger");
  return verdictText(verdict);
}

/**
 * The whole report; `files` is the address of its paper form and of the one for machines, without an ending: null where
 * there are none.
 */
export function reportOf(report, files) {
  return h(
    "div",
    { class: "report-body" },
    h(
      "div",
      { class: `verdict ${report.verdict}` },
      h("span", { class: "sign", "aria-hidden": "true" }, MARK[report.verdict]),
      h(
        "div",
        null,
        h("h2", null, wordOf(report)),
        h("p", null, report.summary),
        h("p", { class: "soft small" }, t("report.checked", { at: dateTime(report.checkedAt, true) })),
      ),
    ),
    reasons(report.reasons),
    h(
      "section",
      { class: "stack", "aria-labelledby": "report-signatures" },
      h("h3", { id: "report-signatures" }, t("report.signatures", { n: report.signatures.length })),
      report.signatures.map((s) => signature(s, report.changes ?? [])),
    ),
    report.documentTimestamps?.length > 0 &&
      h(
        "section",
        { class: "stack", "aria-labelledby": "report-timestamps" },
        h("h3", { id: "report-timestamps" }, t("report.timestamps", { n: report.documentTimestamps.length })),
        report.documentTimestamps.map(timestamp),
      ),
    h(
      "section",
      { class: "stack", "aria-labelledby": "report-document" },
      h("h3", { id: "report-document" }, t("report.document")),
      h(
        "dl",
        { class: "facts" },
        report.record && report.record.state !== "not-compared" && fact(t("report.record"), report.record.text),
        report.pages && fact(t("report.pages"), String(report.pages)),
        report.size && fact(t("report.size"), size(report.size)),
        report.revisions && fact(t("report.revisions"), String(report.revisions)),
        report.sha256 && fact("SHA-256", h("span", { class: "mono small" }, report.sha256)),
      ),
    ),
    report.method && h("p", { class: "small soft" }, report.method),
    files && h(
      "div",
      { class: "row no-print" },
      h("a", { class: "button quiet", href: `${files}.pdf`, target: "_blank", rel: "noopener" }, t("report.pdf")),
      h("a", { class: "button quiet", href: `${files}.xml`, download: true }, t("report.xml")),
    ),
  );
}

const reasons = (list) =>
  list?.length > 0 &&
  h(
    "ul",
    { class: "reasons" },
    list.map((r) => h("li", null, r.text)),
  );

const small = (of) =>
  h(
    "span",
    { class: `chip ${{ VALID: "ok", INVALID: "fail" }[of.verdict] ?? "busy"}`, "data-mark": MARK[of.verdict] },
    of.verdict !== "INDETERMINATE"
      ? verdictText(of.verdict)
      : has(of.reasons, "authority-unknown")
        ? t("verdict.stranger")
        : has(of.reasons, "timestamp-authority-unknown")
          ? t("verdict.stranger-time")
          : verdictText(of.verdict),
  );

/** What was added or changed since: said of every signature, also when it is nothing. */
function since(s, changes) {
  const later = new Map();
  for (const c of changes) {
    if (s.coverage?.revision && c.revision > s.coverage.revision) later.set(`${c.revision}/${c.text}/${c.page ?? ""}`, c);
  }
  const line = (c) => t(c.page ? "report.change-on-page" : "report.change", { n: c.revision, what: c.text, page: c.page });
  return [
    h("h4", null, t("report.since")),
    later.size === 0
      ? h("p", { class: "small" }, t("report.since-nothing"))
      : h(
          "ul",
          { class: "since" },
          [...later.values()].map((c) =>
            h(
              "li",
              { class: `small${c.permitted ? "" : " forbidden"}` },
              `${c.permitted ? "✓" : "×"} ${line(c)}`,
              !c.permitted && h("b", null, ` ${t("report.not-permitted")}`),
            ),
          ),
        ),
  ];
}

function signature(s, changes) {
  return h(
    "article",
    { class: "proof" },
    h(
      "div",
      { class: "row apart" },
      h("b", null, [s.signer, s.organization].filter(Boolean).join("　")),
      small(s),
    ),
    reasons(s.reasons),
    h(
      "dl",
      { class: "facts" },
      s.reason && fact(t("report.reason"), s.reason),
      s.provenTime && fact(t("report.proven"), dateTime(s.provenTime, true)),
      s.level && fact(t("report.level"), s.level),
      s.coverage && fact(t("report.coverage"), s.coverage.text),
      s.algorithm && fact(t("report.algorithm"), s.algorithm),
    ),
    since(s, changes),
    (s.chain?.length > 0 || s.timestamps?.length > 0) &&
      h(
        "details",
        null,
        h("summary", null, t("report.details")),
        s.timestamps?.map(timestamp),
        s.chain?.map((c) =>
          h(
            "dl",
            { class: "facts" },
            fact(t("report.subject"), c.subject),
            fact(t("report.issuer"), c.issuer),
            fact(t("report.serial"), h("span", { class: "mono" }, c.serial)),
            fact(t("report.validity"), `${dateTime(c.notBefore)} – ${dateTime(c.notAfter)}`),
          ),
        ),
        s.revocations?.map((r) =>
          h(
            "p",
            { class: "small" },
            t("report.revocation", {
              kind: r.kind,
              certificate: r.certificate,
              status: tOr(`revocation.${r.status}`, "revocation.unknown"),
              at: dateTime(r.produced, true),
            }),
          ),
        ),
      ),
  );
}

function timestamp(s) {
  return h(
    "article",
    { class: "proof" },
    h("div", { class: "row apart" }, h("b", null, s.authority ?? t("report.timestamp")), small(s)),
    reasons(s.reasons),
    h("p", { class: "small" }, dateTime(s.time, true), s.coverage && ` ${s.coverage.text}`),
  );
}
