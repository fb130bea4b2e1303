// The reader's language. Every sentence stands in /messages/{ja,en}.json; `t` puts facts into it.

const KEPT = "natsuin.lang";
const TOKYO = "Asia/Tokyo";

export const languages = { ja: "日本語", en: "English" };
export const lang = kept() in languages ? kept() : "ja";
document.documentElement.lang = lang;

const messages = await (await fetch(`/messages/${lang}.json`)).json();

function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // storage refused by the browser: Japanese, every time
  }
}

/** Changes the language; the page is loaded again and stands where it stood. */
export function setLang(next) {
  localStorage.setItem(KEPT, next);
  location.reload();
}

/** The sentence of `key` with {names} replaced. */
export function t(key, facts = {}) {
  const sentence = messages[key];
  if (sentence === undefined) return key;
  return sentence.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
}

/** The sentence of `key`, or of `otherwise` where a newer server names something this page does not know yet. */
export function tOr(key, otherwise, facts) {
  return t(key in messages ? key : otherwise, facts);
}

/** Fills in elements with `data-t` (text) and `data-t-NAME` (attribute NAME) below `root`. */
export function translate(root = document) {
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const name of ["label", "placeholder", "title"]) {
    for (const node of root.querySelectorAll(`[data-t-${name}]`)) {
      node.setAttribute(name === "label" ? "aria-label" : name, t(node.getAttribute(`data-t-${name}`)));
    }
  }
}

const parts = (at, options) =>
  Object.fromEntries(
    new Intl.DateTimeFormat(lang === "ja" ? "ja-JP" : "en-GB", { timeZone: TOKYO, ...options })
      .formatToParts(at)
      .map((p) => [p.type, p.value]),
  );

/** 2026年11月21日（土） · Sat 21 November 2026. Takes `yyyy-MM-dd` or an instant. */
export function date(value) {
  if (!value) return "";
  const at = new Date(value.length === 10 ? `${value}T12:00:00+09:00` : value);
  const p = parts(at, { year: "numeric", month: lang === "ja" ? "numeric" : "long", day: "numeric", weekday: "short" });
  return lang === "ja"
    ? `${p.year}年${p.month}月${p.day}日（${p.weekday}）`
    : `${p.weekday} ${p.day} ${p.month} ${p.year}`;
}

/** 2026/11/21（土） · Sat 21 Nov 2026: what a column of a list has room for. */
export function shortDate(value) {
  if (!value) return "";
  const at = new Date(value.length === 10 ? `${value}T12:00:00+09:00` : value);
  const [month, day] = lang === "ja" ? ["2-digit", "2-digit"] : ["short", "numeric"];
  const p = parts(at, { year: "numeric", month, day, weekday: "short" });
  return lang === "ja"
    ? `${p.year}/${p.month}/${p.day}（${p.weekday}）`
    : `${p.weekday} ${p.day} ${p.month} ${p.year}`;
}

/** 14:03, or 14:03:12 with seconds; Japanese time. */
export function time(value, seconds = false) {
  if (!value) return "";
  const p = parts(new Date(value), {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return seconds ? `${p.hour}:${p.minute}:${p.second}` : `${p.hour}:${p.minute}`;
}

/** 2026年11月21日（土）14:03 */
export function dateTime(value, seconds = false) {
  return value ? `${date(value)}${lang === "ja" ? "" : " "}${time(value, seconds)}` : "";
}

/** Today 14:03, otherwise the date: what a list of notices needs. */
export function shortTime(value, now = new Date()) {
  const day = (at) => new Intl.DateTimeFormat("sv-SE", { timeZone: TOKYO }).format(at);
  return day(new Date(value)) === day(now) ? `${t("time.today")} ${time(value)}` : dateTime(value);
}

/** 10,000,000円 · ¥10,000,000; an empty amount is a dash. */
export function money(yen) {
  if (yen === null || yen === undefined) return "―";
  const digits = new Intl.NumberFormat("ja-JP").format(yen);
  return lang === "ja" ? `${digits}円` : `¥${digits}`;
}

/** 1.2 MB, never parted at the end of a line. */
export function size(bytes) {
  const units = ["B", "KB", "MB", "GB"];
  let i = 0;
  for (; bytes >= 1000 && i < 3; i++) bytes /= 1000;
  return `${bytes >= 10 || i === 0 ? Math.round(bytes) : bytes.toFixed(1)}\u00a0${units[i]}`;
}

/** 2分, 1時間5分: how long something has lasted. */
export function duration(seconds) {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return t("time.seconds", { n: s });
  if (s < 3600) return t("time.minutes", { n: Math.floor(s / 60) });
  if (s < 86400) return t("time.hours", { n: Math.floor(s / 3600), m: Math.floor((s % 3600) / 60) });
  return t("time.days", { n: Math.floor(s / 86400) });
}
