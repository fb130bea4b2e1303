// Today in figures: totals, the one small picture of the day, what waits for the branch, files under the scanner.

import { h, svg } from "/lib/dom.js";
import { duration, size, t } from "/lib/i18n.js";

/** Kinds of waiting and where each is worked off. */
export const QUEUES = ["applications", "documents", "meetings", "toConclude", "overdue", "refused", "revocations"];
const WIDTH = 240;
const HEIGHT = 56;
const TOKYO = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Tokyo", hour: "2-digit", hourCycle: "h23" });

/** Today's figures; each leads to what it counts, but not on a wall. */
export function totals(figures, branch, wall, now) {
  const { sent, signed, concluded, attention, open, oldestUnfinishedSeconds, oldest } = figures;
  const link = (href, value) => (wall ? value : h("a", { href }, value));
  const one = (label, value, cls) => h("div", { class: cls }, h("dt", null, t(label)), h("dd", null, value));
  return h(
    "dl",
    { class: "totals", "aria-label": t("dashboard.today") },
    one("dashboard.sent", String(sent)),
    one("dashboard.signed", String(signed)),
    one("dashboard.concluded", String(concluded)),
    one("dashboard.attention", String(attention), attention > 0 && "alarm"),
    one("dashboard.open", link(`/staff/contracts?state=open&branch=${branch}`, String(open))),
    oldestUnfinishedSeconds !== null && one("dashboard.oldest", duration(oldestUnfinishedSeconds), "long"),
    h(
      "div",
      { class: "picture" },
      h("dt", null, t("dashboard.picture-short", { then: sum(figures.dayBefore, hour(now)) })),
      h("dd", null, picture(figures, now)),
    ),
    oldest &&
      h(
        "div",
        { class: "oldest" },
        h("dt", null, t("dashboard.oldest-contract")),
        h(
          "dd",
          null,
          link(`/staff/contracts/${oldest.id}`, t("dashboard.oldest-of", oldest)),
          " ",
          h("span", { "data-since": oldest.since }),
        ),
      ),
  );
}

const hour = (now) => Number(TOKYO.format(now));
const sum = (counts, until = 24) => counts.slice(0, until).reduce((a, b) => a + b, 0);

/** Bars are today's hours, the line is yesterday's; in words for those who listen. */
function picture({ day, dayBefore }, now) {
  const most = Math.max(1, ...day, ...dayBefore);
  const step = WIDTH / 24;
  const y = (n) => HEIGHT - 2 - (n / most) * (HEIGHT - 8);
  const words = t("dashboard.picture-words", {
    today: sum(day),
    then: sum(dayBefore, hour(now)),
    whole: sum(dayBefore),
  });
  return svg(
    "svg",
    { class: "hours", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `${t("dashboard.picture")} ${words}` },
    svg("line", { class: "ground", x1: 0, x2: WIDTH, y1: HEIGHT - 1, y2: HEIGHT - 1 }),
    day.map((n, i) =>
      svg("rect", {
        class: i === hour(now) ? "now" : "",
        x: i * step + 1.5,
        y: n ? y(n) : HEIGHT - 2,
        width: step - 3,
        height: n ? HEIGHT - 2 - y(n) : 1,
      }),
    ),
    svg("polyline", { class: "before", points: dayBefore.map((n, i) => `${(i + 0.5) * step},${y(n)}`).join(" ") }),
  );
}

/** 待ち: what customers wait for; nothing where nothing waits. */
export function waiting(counts, wall) {
  const kinds = QUEUES.filter((kind) => counts[kind] > 0);
  if (!kinds.length) return null;
  const one = (kind) => [t(`queue.${kind}`), " ", h("b", null, String(counts[kind]))];
  return h(
    "section",
    { class: "lane waits", "data-key": "waits", "aria-labelledby": "lane-waits" },
    h("h2", { id: "lane-waits" }, t("dashboard.waiting")),
    h(
      "p",
      { class: "row" },
      kinds.map((kind) =>
        wall
          ? h("span", { class: "wait", "data-key": kind }, one(kind))
          : h("a", { class: "wait", href: `/staff/queues#${kind}`, "data-key": kind }, one(kind)),
      ),
    ),
  );
}

/** Files under the scanner, and what it caught today. */
export function uploads(files) {
  if (!files.length) return null;
  return h(
    "section",
    { class: "lane uploads", "data-key": "uploads", "aria-labelledby": "lane-uploads" },
    h("h2", { id: "lane-uploads" }, t("dashboard.lane-uploads"), h("span", { class: "count" }, String(files.length))),
    h("ul", null, files.map(file)),
  );
}

function file({ id, organization, purpose, state, size: bytes, since }) {
  const caught = state === "infected" || state === "refused";
  return h(
    "li",
    { "data-key": id },
    h("div", { class: "who" }, h("b", null, organization), h("span", null, `${t(`upload.purpose-${purpose}`)} ${size(bytes)}`)),
    caught
      ? h("p", { class: "trouble" }, h("b", null, t(`upload.state-${state}`)))
      : h(
          "span",
          { class: "at" },
          state === "scanning" && h("progress", { "aria-label": t("upload.state-scanning") }),
          t(`upload.state-${state}`),
        ),
    h("p", { class: "since" }, h("span", { class: "soft" }, t("dashboard.elapsed")), " ", h("span", { "data-since": since })),
  );
}
