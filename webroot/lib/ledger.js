// What the customers' and the staff's lists of contracts share: the search that stands in the address, sorted columns,
// paper and files.

import { Problem } from "/lib/api.js";
import { $, focusOn, h } from "/lib/dom.js";
import { field, message, whileBusy } from "/lib/forms.js";
import { date, dateTime, lang, money, t } from "/lib/i18n.js";

/** The fields of the search, named as the interface names them. */
const SEARCH = ["date", "from", "to", "amountFrom", "amountTo", "counterparty", "text"];
const DEFAULTS = { page: "1", sort: "applied", order: "desc", date: "applied" };
export const SIZE = 20;
/** Staff's lists count no further, and no more is printed. */
const MOST = 1000;

/** What the address asks for: only what differs from the usual. */
export function wanted(more = []) {
  const q = new URLSearchParams(location.search);
  const names = [...SEARCH, "page", "sort", "order", ...more];
  return Object.fromEntries(names.map((name) => [name, q.get(name) ?? DEFAULTS[name] ?? ""]));
}

/** The same as parameters, without what is empty or usual. */
export function parameters(values) {
  const given = Object.entries(values).filter(([name, value]) => value && String(value) !== DEFAULTS[name]);
  return new URLSearchParams(given);
}

/** Whether anything is looked for. */
const isActive = (values, more) =>
  [...SEARCH.slice(1), ...more].some((name) => values[name]) ;

/** A column's head; those that can be sorted by are buttons. */
export function head(values, go, name, sortBy, cls) {
  const active = sortBy && values.sort === sortBy;
  const sorted = active && (values.order === "asc" ? "ascending" : "descending");
  const turned = active && values.order === "desc" ? "asc" : "desc";
  return h(
    "th",
    { scope: "col", class: cls, "aria-sort": sorted },
    sortBy
      ? h(
          "button",
          { type: "button", onClick: () => go({ sort: sortBy, order: turned, page: 1 }) },
          t(name),
          h("span", { "aria-hidden": "true" }, active ? (values.order === "asc" ? "▲" : "▼") : ""),
        )
      : t(name),
  );
}

/**
 * The form. `more` are the names of a page's own conditions and `own` their fields; what is typed stays until it is sent
 * or taken back.
 */
export function finder({ values, go, more = [], own }) {
  const active = isActive(values, more);
  const input = (name, props) => h("input", { id: name, name, value: values[name], ...props });
  const between = (from, to) => h("div", { class: "between" }, from, h("span", { "aria-hidden": "true" }, "～"), to);
  const send = (e) => {
    e.preventDefault();
    const given = Object.fromEntries(new FormData(e.target));
    for (const name of ["amountFrom", "amountTo"]) given[name] = digits(given[name]);
    for (const name of ["counterparty", "text"]) given[name] = given[name].trim();
    go({ ...Object.fromEntries([...SEARCH, ...more].map((name) => [name, ""])), ...given, page: 1 });
  };
  const clear = () => go(Object.fromEntries([...SEARCH, ...more, "page"].map((name) => [name, DEFAULTS[name] ?? ""])));
  return h(
    "details",
    { class: "card finder no-print", id: "finder", open: active },
    h("summary", null, h("h2", null, t("finder.title"))),
    h(
      "form",
      { role: "search", id: "search", onSubmit: send },
      own,
      h(
        "fieldset",
        { class: "unframed" },
        h(
          "legend",
          { class: "legend" },
          h("label", { for: "date", class: "only-read" }, t("finder.which-date")),
          h(
            "select",
            { id: "date", name: "date" },
            ["applied", "planned"].map((day) =>
              h("option", { value: day, selected: values.date === day }, t(`contract.${day}`)),
            ),
          ),
        ),
        between(
          input("from", { type: "date", "aria-label": t("finder.from"), max: "2999-12-31" }),
          input("to", { type: "date", "aria-label": t("finder.to"), max: "2999-12-31" }),
        ),
      ),
      h(
        "fieldset",
        { class: "unframed" },
        h("legend", { class: "legend" }, t("finder.amount")),
        between(
          input("amountFrom", { inputmode: "numeric", maxlength: 20, "aria-label": t("finder.amount-from") }),
          input("amountTo", { inputmode: "numeric", maxlength: 20, "aria-label": t("finder.amount-to") }),
        ),
      ),
      field({
        id: "counterparty",
        label: t("finder.counterparty"),
        control: input("counterparty", { type: "search", maxlength: 100 }),
      }),
      field({ id: "text", label: t("finder.text"), control: input("text", { type: "search", maxlength: 100 }) }),
      h(
        "div",
        { class: "row" },
        h("button", { class: "button" }, t("finder.search")),
        active && h("button", { type: "button", class: "button quiet", onClick: clear }, t("finder.clear")),
      ),
    ),
  );
}

/** 10,000円 as somebody types it, full-width too: its digits. What is no number the server names. */
const digits = (typed) => typed.normalize("NFKC").replace(/[,\s円¥]/g, "");

/** What was found, and what can be taken along; on paper also what was looked for, and when. */
export function foundLine({ values, total, more, csv, print, also = [] }) {
  const n = new Intl.NumberFormat("ja-JP").format(total);
  return [
    h(
      "div",
      { class: "row apart" },
      h("p", { role: "status", id: "found" }, t(more ? "finder.found-more" : "finder.found", { n })),
      total > 0 &&
        h(
          "div",
          { class: "row no-print" },
          h(
            "button",
            { type: "button", class: "button quiet small", onClick: (e) => whileBusy(e.currentTarget, print) },
            t("finder.print"),
          ),
          h(
            "button",
            { type: "button", class: "button quiet small", onClick: (e) => whileBusy(e.currentTarget, () => save(csv)) },
            t("finder.csv"),
          ),
        ),
    ),
    h("p", { class: "on-paper" }, [dateTime(new Date().toISOString()), ...also, ...conditions(values)].join("　")),
    h("div", { id: "trouble" }),
  ];
}

/** The conditions in words, for paper. */
function conditions({ date: day, from, to, amountFrom, amountTo, counterparty, text }) {
  const range = (name, a, b) => (a || b) && t("finder.range", { name, from: a, to: b });
  return [
    range(t(`contract.${day}`), date(from), date(to)),
    range(t("contract.amount"), amountFrom && money(amountFrom), amountTo && money(amountTo)),
    counterparty && t("finder.is", { name: t("finder.counterparty"), value: counterparty }),
    text && t("finder.is", { name: t("finder.text"), value: text }),
  ].filter(Boolean);
}

/** Saves a file that the server makes in the reader's language. */
async function save(path) {
  const answer = await fetch(path, { headers: { "Accept-Language": lang }, credentials: "same-origin" });
  if (answer.status === 401) return location.reload();
  if (!answer.ok) {
    const body = await answer.json().catch(() => ({}));
    return tell(new Problem(answer.status, body));
  }
  const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];
  const url = URL.createObjectURL(await answer.blob());
  h("a", { href: url, download: name ?? "contracts.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Everything that was found, up to the thousandth, for paper. */
export async function all(page) {
  const items = [];
  for (let number = 1; items.length < MOST; number++) {
    const answer = await page({ page: number, size: 100 });
    items.push(...answer.items);
    if (answer.items.length < 100) break;
  }
  return items;
}

/** Why the search was not taken, above the list, which stays. False where that is not the search's fault. */
export function tell(problem) {
  const place = $("#trouble");
  if (!place || ![422, 503].includes(problem.status)) return false;
  const sentences = problem.errors?.length
    ? problem.errors.map((e) => t("form.at", { label: label(e.field), text: e.message }))
    : [problem.message];
  place.replaceChildren(message("fail", sentences.map((sentence) => h("p", { role: "alert" }, sentence))));
  const wrong = problem.errors?.[0] && document.getElementById(problem.errors[0].field);
  if (wrong) focusOn(wrong);
  return true;
}

const LABELS = {
  from: "finder.from",
  to: "finder.to",
  amountFrom: "finder.amount-from",
  amountTo: "finder.amount-to",
  counterparty: "finder.counterparty",
  text: "finder.text",
};
const label = (name) => t(LABELS[name] ?? "finder.title");
