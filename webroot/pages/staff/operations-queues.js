// Queues as operators see them: a line each, and below what is in trouble, with what can be done about it.

import { h } from "/lib/dom.js";
import { dateTime, duration, shortTime, t, tOr } from "/lib/i18n.js";

const NUMBERS = ["waiting", "inHand", "troubled", "parked", "failed"];

/** A queue by its name; one that a newer server names is shown as it is. */
export const queueName = (name) => tOr(`operations.queue-${name}`, "operations.other", { name });

/** What an item is about: a kind, and the end of an identifier, by which it is told from others and found elsewhere. */
function named({ id: item, subject }) {
  const [kind, id] = subject.split(":");
  const mail = kind === "mail";
  return {
    name: mail ? tOr(`operations.mail.${id}`, "audit-kind.mail") : tOr(`audit-kind.${kind}`, "operations.other", { name: kind }),
    end: `…${(mail ? item : id).slice(-8)}`,
  };
}

/** The same in one. */
export function itemName(item) {
  const { name, end } = named(item);
  return t("audit.named", { kind: name, name: end });
}

/** All queues at a glance. */
export function queues(all) {
  const head = (key, cls) => h("th", { scope: "col", class: cls }, t(`operations.${key}`));
  const cell = (key, content, cls) => h("td", { "data-label": t(`operations.${key}`), class: cls }, content);
  return h(
    "section",
    { class: "stack", "aria-labelledby": "queues" },
    h("h2", { id: "queues", tabindex: -1 }, t("operations.queues")),
    h(
      "div",
      { class: "table-frame" },
      h(
        "table",
        { class: "table operations" },
        h("caption", { class: "only-read" }, t("operations.queues")),
        h("thead", null, h("tr", null, head("queue"), NUMBERS.map((key) => head(key, "number")), head("oldest", "number"))),
        h(
          "tbody",
          null,
          all.map((queue) =>
            h(
              "tr",
              { "data-key": queue.name, class: NUMBERS.every((key) => !queue[key]) ? "idle" : "" },
              cell("queue", [queue.items.length ? h("a", { href: `#queue-${queue.name}` }, queueName(queue.name)) : h("b", null, queueName(queue.name)), h("small", { class: "nothing" }, t("operations.idle"))], "lead"),
              NUMBERS.map((key) => cell(key, number(key, queue[key]), queue[key] ? "number" : "number zero")),
              cell("oldest", queue.oldestSeconds ? duration(queue.oldestSeconds) : t("operations.nothing"), "number"),
            ),
          ),
        ),
      ),
    ),
  );
}

function number(key, count) {
  const bad = count > 0 && (key === "troubled" || key === "failed");
  return bad ? h("b", { class: "needs" }, `！${count}`) : String(count);
}

/** So many of a group are shown until one asks for more. */
const FEW = 5;
const unfolded = new Set();

/** What is in trouble in one queue, what fails for one reason together; `act` is null for those who only look. */
export function troubled(queue, act, redraw) {
  if (!queue.items.length) return null;
  return h(
    "section",
    { class: "lane trouble-lane", id: `queue-${queue.name}`, "data-key": queue.name, tabindex: -1, "aria-labelledby": `of-${queue.name}` },
    h("h3", { id: `of-${queue.name}` }, t("operations.troubled-in", { queue: queueName(queue.name) })),
    act === null && queue.items.some((item) => item.open) && h("p", { class: "soft small" }, t("operations.look-only")),
    groups(queue).map((group) => groupOf(queue, group, act, redraw)),
  );
}

const kindOf = ({ state }) => (state === "failed" || state === "parked" ? state : "troubled");

/** In the server's order, which is that of weight. */
function groups({ name, items }) {
  const found = new Map();
  for (const item of items) {
    const [kind, error] = [kindOf(item), item.error ?? ""];
    const key = `${name} ${kind} ${error}`;
    if (!found.has(key)) found.set(key, { key, kind, error, items: [] });
    found.get(key).items.push(item);
  }
  return [...found.values()];
}

function groupOf(queue, { key, kind, error, items }, act, redraw) {
  const rest = items.length - FEW;
  const all = rest <= 1 || unfolded.has(key);
  const words = why(error, kind);
  const of = items[0].alike;
  return h(
    "div",
    { class: `group ${kind}`, "data-key": key },
    h(
      "div",
      { class: "why" },
      h("h4", null, kind === "troubled" ? words.found : t(`operations.group-${kind}`, { why: words.found }), h("span", { class: "count" }, t(`operations.shown${of > items.length ? "-of" : ""}`, { n: items.length, of }))),
      words.advice && h("p", null, kind !== "failed" && t(`operations.by-itself-${kind}`), words.advice),
    ),
    h("ul", null, (all ? items : items.slice(0, FEW)).map((item) => row(queue, item, act))),
    rest > 1 && h("button", { type: "button", class: "button plain small", "aria-expanded": String(all), onClick: (e) => unfold(e.target, key, redraw) }, t(`operations.${all ? "fewer" : "more"}`, { n: all ? FEW : rest })),
  );
}

/** To the first of those that were not there before. */
function unfold(button, key, redraw) {
  const group = button.closest(".group");
  if (!unfolded.delete(key)) unfolded.add(key);
  redraw();
  if (unfolded.has(key)) group.querySelectorAll("li")[FEW]?.focus();
}

function row(queue, item, act) {
  const what = itemName(item);
  const id = item.subject.split(":")[1];
  const { name, end } = named(item);
  const shown = [name, " ", h("span", { class: "nowrap" }, end)];
  return h(
    "li",
    { "data-key": item.id, tabindex: -1 },
    h(
      "div",
      { class: "who" },
      item.subject.startsWith("contract:") ? h("a", { href: `/staff/contracts/${id}` }, shown) : h("b", { title: item.subject }, shown),
      h("span", null, t("operations.taken-on"), h("time", { datetime: item.since, title: dateTime(item.since, true), "data-ago": item.since })),
    ),
    h(
      "div",
      { class: "how" },
      h("span", null, t("operations.attempts", { n: item.attempts }), item.nextTry && [t("operations.then"), h("span", { "data-due": item.nextTry })]),
      item.handled && h("span", { class: "soft" }, t(`operations.${item.handled.act === "park" ? "parked" : "retried"}-by`, { by: item.handled.by, at: shortTime(item.handled.at) }), h("q", null, item.handled.reason)),
    ),
    h(
      "div",
      { class: "acts" },
      item.state === "in-hand" && h("span", { class: "chip todo", "data-mark": "● " }, t("operations.state-in-hand")),
      act && item.open && item.state !== "in-hand" && button(queue, item, "retry", what, act),
      act && item.open && item.state !== "parked" && button(queue, item, "park", what, act),
    ),
  );
}

function button(queue, item, kind, what, act) {
  const words = t(`operations.${item.state === "parked" ? "resume" : kind}`);
  return h(
    "button",
    { type: "button", class: "button quiet small", "data-key": kind, "aria-label": t("operations.act-on", { act: words, what }), onClick: () => act(queue, item, kind) },
    words,
  );
}

/** What an error's code means, and what to do. */
function why(code, kind) {
  if (!code) return { found: t("operations.no-error") };
  const reply = /^smtp-(\d)\d\d$/.exec(code);
  const key = reply ? `smtp-${reply[1]}${reply[1] === "5" && kind === "failed" ? "-failed" : ""}` : code;
  const facts = { code: reply ? code.slice(5) : code };
  return { found: tOr(`operations.error.${key}`, "operations.error.other", facts), advice: tOr(`operations.advice.${key}`, "operations.advice.other", facts) };
}
