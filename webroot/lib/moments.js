// Dates and times as people type them, read as Japanese time.

const DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$|^(\d{4})(\d{2})(\d{2})$/;
const TIME = /^(午前|午後|am|pm)?\s*(\d{1,2})\s*(?:[:時]\s*(?:(\d{1,2})\s*分?)?)?\s*(am|pm)?$|^(\d{2})(\d{2})$/i;
const two = (n) => String(n).padStart(2, "0");

/** `yyyy-MM-dd` of 2026/12/12, 20261212, 2026年12月12日; null where it is no date. */
export function dayOf(typed) {
  const match = DAY.exec(typed.normalize("NFKC").trim());
  if (!match) return null;
  const [y, m, d] = (match[1] ? match.slice(1, 4) : match.slice(4, 7)).map(Number);
  const date = new Date(Date.UTC(y, m - 1, d));
  return date.getUTCMonth() === m - 1 && date.getUTCDate() === d ? `${y}-${two(m)}-${two(d)}` : null;
}

/** `HH:mm` of 23:00, 2300, 23, 23時30分, 午後11時, 11pm; null where it is no time. */
export function timeOf(typed) {
  const match = TIME.exec(typed.normalize("NFKC").trim());
  if (!match) return null;
  let [hour, minute] = match[5] ? [match[5], match[6]].map(Number) : [Number(match[2]), Number(match[3] ?? 0)];
  const half = (match[1] ?? match[4] ?? "").toLowerCase();
  if (half && hour > 12) return null;
  if (half) hour = (hour % 12) + (half === "午後" || half === "pm" ? 12 : 0);
  return hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}` : null;
}

/** The instant as the server reads it; null where one of the two is none. */
export function momentOf(day, time) {
  const [d, h] = [dayOf(day), timeOf(time)];
  return d && h ? `${d}T${h}:00+09:00` : null;
}
