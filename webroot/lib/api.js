// One way to the server. Expected refusals come back as a Problem (RFC 9457) that screens show; a lost line is tried again.

import { lang, t, tOr } from "/lib/i18n.js";

const TRIES = 3;
const LONGEST_WAIT_S = 10;
let sessionEnded = null;
const USED = "natsuin.used";
let lastUse = Date.now();

/** When this browser last used the session, on any of its pages, in milliseconds since the epoch. */
export const lastUsed = () => Math.max(lastUse, Number(localStorage.getItem(USED)) || 0);

function used() {
  lastUse = Date.now();
  localStorage.setItem(USED, lastUse);
}

const PROBE_FIRST_MS = 2_000;
const PROBE_LONGEST_MS = 15_000;
const PROBE_WITHIN_MS = 4_000;
const LONG_MS = 4_000;
/** So long an act waits for a server that is away, while the page says so. */
const PATIENCE_MS = 60_000;

/** Whether the service answers, as the last request found; `change` events. While it does not, it is asked by itself. */
export const reach = Object.assign(new EventTarget(), { away: false, probe: "/api/service" });

/** Nobody answers, or whoever does says that a server behind is away or everything is busy. */
export const isAway = (problem) => problem instanceof Problem && (problem.status === 0 || problem.status === 503);

function answers(yes) {
  if (reach.away === !yes) return;
  reach.away = !yes;
  reach.dispatchEvent(new Event("change"));
  if (reach.away) probe(PROBE_FIRST_MS);
}

/** Thousands of browsers miss a server at the same moment: each asks at moments of its own. */
async function probe(wait) {
  await pause(wait * (0.5 + Math.random() / 2));
  if (!reach.away) return;
  if (await responds()) answers(true);
  else probe(Math.min(2 * wait, PROBE_LONGEST_MS));
}

async function responds() {
  const signal = AbortSignal.timeout(PROBE_WITHIN_MS);
  const asked = fetch(reach.probe, { credentials: "same-origin", headers: { Accept: "application/json" }, signal });
  const status = await asked.then((response) => response.status, () => 0);
  return status > 0 && status < 500;
}

/** A request takes its time, or failed past this page: is it that one, or does nobody answer at all? */
export async function doubt() {
  if (!reach.away && !(await responds())) answers(false);
}

/** Says what to do when a session has ended under a page. */
export function onSessionEnded(handler) {
  sessionEnded = handler;
}

/** What the server said no with. */
export class Problem extends Error {
  constructor(status, body) {
    const sentence = body.detail || body.title || t("problem.unknown");
    super(status >= 500 && body.requestId ? `${sentence} ${t("problem.request", { id: body.requestId })}` : sentence);
    Object.assign(this, { errors: [], code: "unknown", ...body, status });
  }

  /** The sentence for one field, or undefined. */
  field(name) {
    return this.errors.find((e) => e.field === name)?.message;
  }
}

export const api = {
  get: (path, options) => call("GET", path, undefined, options),
  post: (path, body, options) => call("POST", path, body, options),
  put: (path, body, options) => call("PUT", path, body, options),
  del: (path, options) => call("DELETE", path, undefined, options),
  /** Answers the Response itself: for what is no JSON. A 401 is an answer. */
  file: (path, body) => call("POST", path, body, { anonymous: true, whole: true }),
  /** A letter that is made once: {blob, name, location}. */
  letter: async (path, body) => fileOf(await call("POST", path, body, { whole: true })),
};

/** `anonymous`: a 401 is an answer here, not the end of a session. */
async function call(method, path, body, { anonymous = false, whole = false } = {}) {
  const begun = Date.now();
  for (let attempt = 1; ; attempt++) {
    let response;
    const long = setTimeout(doubt, LONG_MS);
    try {
      response = await fetch(path, request(method, body));
    } catch {
      answers(false);
      if (method !== "GET" || attempt >= TRIES) throw new Problem(0, { code: "offline", detail: t("problem.offline") });
      await pause(300 * 2 ** attempt);
      continue;
    } finally {
      clearTimeout(long);
    }
    if (response.status !== 503) answers(true);
    if (response.ok) {
      used();
      if (whole) return response;
      return response.status === 204 ? null : response.json();
    }
    const problem = await problemOf(response);
    if (problem.code === "maintenance") {
      location.reload(); // the same address says when service resumes, and shows this page again then
      return new Promise(() => {});
    }
    if (problem.status === 503) answers(false);
    const goOn = attempt < TRIES || (problem.code !== "busy" && Date.now() - begun < PATIENCE_MS);
    if (problem.status === 503 && goOn && problem.retryAfter <= LONGEST_WAIT_S) {
      await sooner(problem); // nothing was done, so asking again is safe for every method
      continue;
    }
    if (problem.status === 401 && !anonymous && sessionEnded) {
      sessionEnded();
      return new Promise(() => {}); // the page is on its way to the login; nothing here goes on
    }
    throw problem;
  }
}

/** After the time that the server asks for, or as soon as it is back. */
function sooner({ code, retryAfter }) {
  const back = new Promise((done) => code !== "busy" && reach.addEventListener("change", done, { once: true }));
  return Promise.race([pause(1000 * retryAfter), back]);
}

async function fileOf(response) {
  const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition"))?.[1];
  return { blob: await response.blob(), name, location: response.headers.get("Location") };
}

function request(method, body) {
  const headers = { "Accept-Language": lang, Accept: "application/json, application/problem+json" };
  if (method !== "GET") headers["Content-Type"] = "application/json";
  return { method, headers, body: body === undefined ? undefined : JSON.stringify(body), credentials: "same-origin" };
}

async function problemOf(response) {
  const body = await response
    .json()
    .catch(() => ({ code: "unknown", detail: tOr(`problem.http-${response.status}`, "problem.unknown") }));
  const header = Number(response.headers.get("Retry-After"));
  return new Problem(response.status, { retryAfter: header || body.retryAfter || 1, ...body });
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Sends one PDF and tells the share that has gone (0 to 1); `signal` stops it. */
export const uploadPdf = (file, onProgress, signal) =>
  send(
    `/api/staff/uploads?name=${encodeURIComponent(file.name)}`,
    { "Content-Type": "application/pdf" },
    file,
    onProgress,
    signal,
  );

/** The same with a file of any kind, whose name travels beside it. */
export const uploadFile = (path, file, onProgress, signal) =>
  send(
    path,
    { "Content-Type": "application/octet-stream", "X-File-Name": encodeURIComponent(file.name) },
    file,
    onProgress,
    signal,
  );

function send(path, headers, file, onProgress, signal) {
  return new Promise((done, failed) => {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", path);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.setRequestHeader("Accept-Language", lang);
    xhr.responseType = "json";
    xhr.upload.onprogress = (e) => e.lengthComputable && onProgress(e.loaded / e.total);
    xhr.onload = () => {
      if (xhr.status === 201) {
        used();
        return done(xhr.response);
      }
      if (xhr.status === 401) sessionEnded?.();
      failed(new Problem(xhr.status, xhr.response ?? { detail: tOr(`problem.http-${xhr.status}`, "problem.unknown") }));
    };
    xhr.onerror = () => failed(new Problem(0, { code: "offline", detail: t("problem.offline") }));
    xhr.onabort = () => failed(new DOMException("aborted", "AbortError"));
    signal?.addEventListener("abort", () => xhr.abort());
    xhr.send(file);
  });
}
