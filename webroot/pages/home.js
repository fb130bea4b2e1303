// HOME: what is to be done first, then the notices, which arrive live (HOME-1); maintenance beforehand (LOGIN-9).

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { $, h, render } from "/lib/dom.js";
import { date, money, shortTime, t, tOr } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { announcement } from "/lib/maintenance.js";
import { needSession, openPage } from "/lib/page.js";

/** Where each state of one's own certificate request asks for something, and what. */
const STEPS = {
  "documents-due": "/account/identity",
  returned: "/account/identity",
  "pin-due": "/account/pin",
  "pin-registered": "/account/pin",
};

/** Notices that ask for a signature say until when. */
const ASKED = new Set(["contract-to-sign", "contract-reminder", "contract-deadline"]);

openPage("home.title");
const session = await needSession("mypage");
const line = new LiveLine("mypage");
$("app-header").session = session;
$("app-header").line = line;
let toSign = [];
let request = null;
const announced = await announcement();
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
    loadRequest();
  },
});
line.subscribe("request", { snapshot: () => loadRequest(), event: () => loadRequest(), denied: () => {} });
const [, , first] = await Promise.all([loadToDo(), loadRequest(), api.get("/api/notices")]);
if (!notices.items.length) notices = first;
draw();

async function loadToDo() {
  const { items } = await api.get("/api/contracts?list=to-sign&size=100");
  const mine = items.filter((c) => c.mine && c.signingStatus === "unsigned");
  toSign = [...new Map(mine.map((c) => [c.id, c])).values()]; // whoever signs twice is asked once
  $("app-nav").counts = { "to-sign": toSign.length };
  draw();
}

/** Most people have none most of the time. */
async function loadRequest() {
  request = await api.get("/api/certificate-request").catch(() => null);
  draw();
}

function draw(fresh) {
  const step = STEPS[request?.state];
  const n = toSign.length + (step ? 1 : 0);
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
    announced?.cloneNode(true),
    h(
      "section",
      { "aria-labelledby": "todo", class: "stack" },
      h("h2", { id: "todo" }, t("home.todo", { n })),
      n
        ? h("ul", { class: "tasks" }, step && certificateStep(step), toSign.map(toDo))
        : h("div", { class: "card empty" }, h("p", null, t("home.nothing"))),
      request && !step && h("p", { class: "soft" }, tOr(`home.waits-${request.state}`, "home.waits")),
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

function certificateStep(link) {
  return h(
    "li",
    { "data-key": `request-${request.id}`, class: "task" },
    h(
      "div",
      { class: "what" },
      h("p", { class: "soft small" }, t("home.step")),
      h("h3", null, h("a", { class: "cover", href: link }, t(`home.step-${request.state}`))),
      request.returnReason && h("p", { class: "small" }, t("home.returned", { reason: request.returnReason })),
    ),
    h("span", { class: "sum" }),
    h("span", { class: "button", "aria-hidden": "true" }, t("home.go-step")),
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
        deadline(contract),
      ),
    ),
    h("p", { class: "sum" }, money(contract.amount)),
    h("span", { class: "button", "aria-hidden": "true" }, t("home.go-sign")),
  );
}

/** Until when to sign; where there is no such day, for when it is planned. */
function deadline({ signBy, plannedOn }) {
  if (!signBy) return t("home.by", { date: date(plannedOn) });
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(new Date());
  if (signBy > today) return t("home.sign-by", { date: date(signBy) });
  return h("b", null, t(signBy === today ? "home.sign-today" : "home.sign-late"));
}

function notice(item, fresh) {
  return h(
    "li",
    { "data-key": item.id, class: [item.read ? "" : "new", item.id === fresh && "pulse"].filter(Boolean).join(" ") },
    h("time", { datetime: item.at }, shortTime(item.at)),
    h(
      item.link ? "a" : "div",
      { href: item.link || null, onClick: () => read(item) },
      tOr(`notice.${item.kind}`, "notice.other"),
      h("span", { class: "about" }, about(item)),
    ),
    !item.read && h("span", { class: "chip todo", "data-mark": "●" }, t("home.new")),
  );
}

/** The facts of a notice, in the reader's language. */
function about({ kind, facts = {} }) {
  const { summary, number, credential, until, keptUntil, reason, requestReason, cancellation, signBy } =
    facts;
  return [
    cancellation && t("contract.cancellation"),
    summary,
    number,
    requestReason && t(`request-reason.${requestReason}`),
    signBy && ASKED.has(kind) && `${t("contract.sign-by")} ${date(signBy)}`,
    credential && `${t("signing.credential")} ${credential}`,
    until && `${t("card.valid-until")} ${/^\d{4}-\d\d-\d\d/.test(until) ? date(until) : until}`,
    keptUntil && `${t("contract.kept-until")} ${date(keptUntil)}`,
    kind === "documents-returned" && reason && t("home.returned", { reason }),
  ]
    .filter(Boolean)
    .join("　");
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
