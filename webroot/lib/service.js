// The bank's name and colours, and whether this is a demonstration (GET /api/service), asked once a browser session.

import { api } from "/lib/api.js";
import { lang } from "/lib/i18n.js";

const KEPT = "natsuin.service";

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

async function ask() {
  try {
    const answer = await api.get("/api/service", { anonymous: true });
    sessionStorage.setItem(KEPT, JSON.stringify(answer));
    return answer;
  } catch {
    return remembered();
  }
}

/** What is known at once (or null), and what the server says. */
export const serviceBefore = remembered();
export const service = ask();

/** Whence the service's mails come; known once the server has answered. */
export let mailDomain = serviceBefore?.mailDomain ?? "";
service.then((s) => (mailDomain = s?.mailDomain ?? mailDomain));

export const bankName = (s) => (lang === "ja" ? s?.bank.name : s?.bank.nameLatin) ?? "";

/** The bank may replace the calm blue by its own colour: a token's name and its value. */
service.then((s) => {
  for (const [name, value] of Object.entries(s?.bank.colours ?? {})) {
    if (/^[a-z-]+$/.test(name)) document.documentElement.style.setProperty(`--${name}`, value);
  }
});
