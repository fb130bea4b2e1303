// Queues as operators see them: a line each, and below what is in trouble, with what can be done about it.

import { h } from "/lib/dom.js";
import { dateTime, duration, t, tOr } from "/lib/i18n.js";

const NUMBERS = ["waiting", "inHand", "troubled", "parked", "failed"];
const MARKS = { waiting: "○", "in-hand": "●", parked: "‖", failed: "×" };
const TONES = { waiting: "busy", "in-hand": "todo", parked: "", failed: "fail" };

/** A queue by its name; one that a newer server names is shown as it is. */
export const queueName = (name) => tOr(`operations.queue-${name}`, "operations.other", { name });

/** What an item is about: a kind, and the end of an identifier, by which it is told from others and found elsewhere. */
export function itemName({ id: item, subject }) {
  const [kind, id] = subject.split(":");
  const what = tOr(`audit-kind.${kind}`, "operations.other", { name: kind });
  return t("audit.named", { kind: what, name: kind === "mail" ? `${id} …${item.slice(-8)}` : `…${id.slice(-8)}` });
}

/** All queues at a glance. */
export function queues(all) {
  const head = (key, cls) => h("th", { scope: "col", class: cls }, t(`operations.${key}`));
  const cell = (key, content, cls) => h("td", { "data-label": t(`operations.${key}`), class: cls }, content);
  return h(
    "section",
    { class: "stack", "aria-labelledby": "queues" },
    h("h2", { id: "queues" }, t("operations.queues")),
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
              { "data-key": queue.name },
              cell("queue", queue.items.length ? h("a", { href: `#queue-${queue.name}` }, queueName(queue.name)) : h("b", null, queueName(queue.name)), "lead"),
              NUMBERS.map((key) => cell(key, number(key, queue[key]), "number")),
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

/** What is in trouble in one queue; nothing where nothing is. `act` is null for those who only look. */
export function troubled(queue, act) {
  if (!queue.items.length) return null;
  const name = queueName(queue.name);
  return h(
    "section",
    { class: "lane trouble-lane", id: `queue-${queue.name}`, "data-key": queue.name, tabindex: -1, "aria-labelledby": `of-${queue.name}` },
    h("h3", { id: `of-${queue.name}` }, t("operations.troubled-in", { queue: name })),
    h("ul", null, queue.items.map((item) => row(queue, item, act))),
  );
}

function row(queue, item, act) {
  const what = itemName(item);
  const id = item.subject.split(":")[1];
  return h(
    "li",
    { "data-key": item.id },
    h(
      "div",
      { class: "who" },
      item.subject.startsWith("contract:") ? h("a", { href: `/staff/contracts/${id}` }, what) : h("b", { title: id }, what),
      h("span", null, t("operations.taken-on", { at: dateTime(item.since, true) })),
    ),
    h(
      "div",
      { class: "how" },
      h("b", { class: item.state === "failed" ? "wrong" : "" }, item.error ? why(item.error) : t("operations.no-error")),
      h(
        "span",
        { class: "soft small" },
        t("operations.attempts", { n: item.attempts }),
        item.nextTry && [t("operations.then"), h("span", { "data-due": item.nextTry })],
      ),
    ),
    h(
      "div",
      { class: "acts" },
      h("span", { class: `chip ${TONES[item.state]}`, "data-mark": `${MARKS[item.state]} ` }, t(`operations.state-${item.state}`)),
      act && item.open && item.state !== "in-hand" && button(queue, item, "retry", what, act),
      act && item.open && item.state !== "parked" && button(queue, item, "park", what, act),
    ),
  );
}

function button(queue, item, kind, what, act) {
  const words = t(`operations.${item.state === "parked" ? "resume" : kind}`);
  return h(
    "button",
    { type: "button", class: "button quiet small", "aria-label": t("operations.act-on", { act: words, what }), onClick: () => act(queue, item, kind) },
    words,
  );
}

function why(code) {
  if (/^smtp-\d+$/.test(code)) return t("operations.error.smtp", { code: code.slice(5) });
  return tOr(`operations.error.${code}`, "operations.error.other", { code });
}
