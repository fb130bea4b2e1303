// Embedded mode only: the mails that this program has sent, newest first, without reloading.

import "/elements/app-header.js";
import { api } from "/lib/api.js";
import { $, h, render } from "/lib/dom.js";
import { dateTime, shortTime, t } from "/lib/i18n.js";
import { openPage } from "/lib/page.js";

const EVERY_MS = 1500;
openPage("mailbox.title");
let mails = [];
let to = new URLSearchParams(location.search).get("to") ?? "";
let chosen = null;

async function load() {
  mails = await api.get("/dev/mailbox", { anonymous: true }).catch(() => mails);
  draw();
}

function draw() {
  const shown = mails.filter((m) => !to || m.to === to);
  const mail = shown.find((m) => m.id === chosen) ?? shown[0];
  const addresses = [...new Set(mails.map((m) => m.to))].sort();
  render(
    $("#head"),
    h("h1", null, t("mailbox.title")),
    h(
      "label",
      { class: "row" },
      h("span", null, t("mailbox.to")),
      h(
        "select",
        { onChange: (e) => ((to = e.target.value), draw()) },
        h("option", { value: "", selected: !to }, t("mailbox.everybody")),
        addresses.map((a) => h("option", { value: a, selected: a === to }, a)),
      ),
    ),
  );
  render(
    $("#mails"),
    shown.length
      ? h(
          "ul",
          null,
          shown.map((m) =>
            h(
              "li",
              { "data-key": m.id },
              h(
                "button",
                { type: "button", "aria-current": m === mail && "true", onClick: () => ((chosen = m.id), draw()) },
                h("b", null, m.subject),
                h("span", null, m.to),
                h("time", { datetime: m.at }, shortTime(m.at)),
              ),
            ),
          ),
        )
      : h("p", { class: "empty" }, t("mailbox.empty")),
  );
  render(
    $("#mail"),
    mail &&
      [
        h("h2", null, mail.subject),
        h(
          "dl",
          { class: "facts", "data-key": mail.id },
          [
            ["mailbox.from", mail.from],
            ["mailbox.to", mail.to],
            ["mailbox.at", dateTime(mail.at, true)],
          ].map(([key, value]) => h("div", null, h("dt", null, t(key)), h("dd", null, value))),
        ),
        h("div", { class: "letter", "data-key": `${mail.id}-text` }, mail.text.split("\n").map(paragraph)),
      ].flat(),
  );
}

/** A line of the letter: a lone code stands out, an address of this service is a link. */
function paragraph(lineOfText) {
  if (/^\d{6}$/.test(lineOfText.trim())) return h("p", { class: "code" }, lineOfText.trim());
  return h(
    "p",
    null,
    lineOfText
      .split(/(https?:\/\/[^\s<>]+)/)
      .map((part) => (/^https?:/.test(part) ? h("a", { href: part }, part) : part)),
  );
}

await load();
setInterval(load, EVERY_MS);
