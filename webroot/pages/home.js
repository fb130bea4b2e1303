// HOME: what is to be done first, then the notices, which arrive live (HOME-1).

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { $, h, render } from "/lib/dom.js";
import { date, money, shortTime, t, tOr } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage } from "/lib/page.js";

openPage("home.title");
const session = await needSession("mypage");
const line = new LiveLine("mypage");
$("app-header").session = session;
$("app-header").line = line;
let toSign = [];
let notices = { unread: 0, items: [] };

line.subscribe("notices", {
  snapshot: (data) => {
    notices = data;
    draw();
  },
  event: ({ notice }) => {
    notices = {
      unread: notices.unread + 1,
      items: [notice, ...notices.items.filter((n) => n.id !== notice.id)].slice(0, 99),
    };
    draw(notice.id);
    loadToDo();
  },
});
const [, first] = await Promise.all([loadToDo(), api.get("/api/notices")]);
if (!notices.items.length) notices = first;
draw();

async function loadToDo() {
  const { items } = await api.get("/api/contracts?list=to-sign&size=100");
  toSign = items.filter((c) => c.signingStatus === "unsigned");
  $("app-nav").counts = { "to-sign": toSign.length };
  draw();
}

function draw(fresh) {
  const page = $("#page");
  page.removeAttribute("aria-busy");
  render(
    page,
    h(
      "header",
      null,
      h("p", { class: "soft" }, session.user.organization.name),
      h("h1", null, t("home.hello", { name: session.user.name })),
    ),
    h(
      "section",
      { "aria-labelledby": "todo", class: "stack" },
      h("h2", { id: "todo" }, t("home.todo", { n: toSign.length })),
      toSign.length
        ? h("ul", { class: "tasks" }, toSign.map(toDo))
        : h("div", { class: "card empty" }, h("p", null, t("home.nothing"))),
    ),
    h(
      "section",
      { "aria-labelledby": "notices", class: "stack" },
      h(
        "h2",
        { id: "notices" },
        t("home.notices"),
        notices.unread > 0 && h("span", { class: "unread" }, t("home.unread", { n: notices.unread })),
      ),
      h(
        "div",
        { class: "card flush", "aria-live": "polite" },
        notices.items.length
          ? h(
              "ul",
              { class: "notices" },
              notices.items.map((n) => notice(n, fresh)),
            )
          : h("div", { class: "empty" }, h("p", null, t("home.no-notices"))),
      ),
    ),
  );
}

function toDo(contract) {
  return h(
    "li",
    { "data-key": contract.id, class: "task" },
    h(
      "div",
      { class: "what" },
      h("p", { class: "soft small" }, t("home.sign-this")),
      h("h3", null, h("a", { class: "cover", href: `/contracts/${contract.id}/sign` }, contract.summary)),
      h(
        "p",
        { class: "small" },
        t("home.as", { standing: t(`standing.${contract.standing}`) }),
        "　",
        t("home.by", { date: date(contract.plannedOn) }),
      ),
    ),
    h("p", { class: "sum" }, money(contract.amount)),
    h("span", { class: "button", "aria-hidden": "true" }, t("home.go-sign")),
  );
}

function notice(item, fresh) {
  return h(
    "li",
    { "data-key": item.id, class: [item.read ? "" : "new", item.id === fresh && "pulse"].filter(Boolean).join(" ") },
    h("time", { datetime: item.at }, shortTime(item.at)),
    h(
      "a",
      { href: item.link, onClick: () => read(item) },
      tOr(`notice.${item.kind}`, "notice.other"),
      h("span", { class: "about" }, [item.facts?.summary, item.facts?.number].filter(Boolean).join("　")),
    ),
    !item.read && h("span", { class: "chip todo", "data-mark": "●" }, t("home.new")),
  );
}

/** Told to the server while the browser is already on its way. */
function read(item) {
  if (!item.read)
    fetch(`/api/notices/${item.id}/read`, {
      method: "PUT",
      keepalive: true,
      headers: { "Content-Type": "application/json" },
    });
}
