// What the employer portal needs of a browser, each tried rather than guessed (EMP-10). A check answers {state, key, facts?,
// note?}: `state` is ok, hint (works, or cannot be told from here) or fail; `key` names the sentences.

import { date, lang } from "/lib/i18n.js";

const PROBE = "/employer/check/probe";
const SOCKET_WITHIN_MS = 5_000;
const CLOCK_OFF_S = 120;

const ok = (key, facts) => ({ state: "ok", key, facts });
const hint = (key, facts) => ({ state: "hint", key, facts });
const fail = (key, facts) => ({ state: "fail", key, facts });

/** Every check by name, in the order in which they are shown. */
export const checks = {
  javascript: async () => ok("javascript.ok"),
  cookies,
  tls,
  certificate,
  time,
  crypto: keys,
  socket,
  storage,
  language,
};

const ask = async (path) => {
  const answer = await fetch(path, { cache: "no-store", credentials: "same-origin", headers: { "Accept-Language": lang } });
  return { status: answer.status, body: await answer.json() };
};

/** The server sets one as it does at a login, and says whether it came back. */
async function cookies() {
  if (!navigator.cookieEnabled) return fail("cookies.off");
  await ask(PROBE);
  const { body } = await ask(PROBE);
  return body.cookie ? ok("cookies.ok") : fail("cookies.lost");
}

async function tls() {
  return location.protocol === "https:" ? ok("tls.ok") : fail("tls.none");
}

/** Which certificate this connection has shown; the browser chose it when it connected. */
async function certificate() {
  const { status, body } = await ask("/api/employer/connection");
  if (status !== 200) return fail(body.code === "tls-required" ? "certificate.tls" : "certificate.unknown");
  const { state, lastDay, renewable } = body.certificate;
  const facts = { date: date(lastDay) };
  if (state === "good") return renewable ? hint("certificate.renewable", facts) : ok("certificate.good", facts);
  if (state === "none") return hint("certificate.none");
  return fail(["expired", "revoked", "foreign"].includes(state) ? `certificate.${state}` : "certificate.unknown", facts);
}

/** Half the way there and back is taken off. */
async function time() {
  const asked = Date.now();
  const { body } = await ask(PROBE);
  const off = Math.round(((asked + Date.now()) / 2 - Date.parse(body.time)) / 1000);
  const facts = { n: Math.abs(off) };
  if (Math.abs(off) <= CLOCK_OFF_S) return ok("time.ok", facts);
  return fail(off > 0 ? "time.fast" : "time.slow", facts);
}

/** Tries what making a key in the browser takes. */
async function keys() {
  if (!globalThis.crypto?.subtle) return hint("crypto.none");
  try {
    const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    const { privateKey } = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
    await crypto.subtle.sign(algorithm, privateKey, new Uint8Array(1));
    return ok("crypto.ok");
  } catch {
    return hint("crypto.none");
  }
}

function socket() {
  return new Promise((done) => {
    const probe = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${PROBE}/socket`);
    const timer = setTimeout(() => answer(hint("socket.none")), SOCKET_WITHIN_MS);
    const answer = (result) => {
      clearTimeout(timer);
      done(result);
      probe.close();
    };
    probe.onmessage = () => answer(ok("socket.ok"));
    probe.onerror = () => answer(hint("socket.none"));
  });
}

async function storage() {
  try {
    localStorage.setItem("natsuin.probe", "1");
    localStorage.removeItem("natsuin.probe");
    return ok("storage.ok");
  } catch {
    return hint("storage.none");
  }
}

async function language() {
  const first = navigator.languages?.[0] ?? navigator.language;
  return ok("language.ok", { tag: first });
}
