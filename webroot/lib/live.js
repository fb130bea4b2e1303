// The live line (LIVE-1, LIVE-2): one socket a page, topics resumed where they stopped, polling where sockets are blocked.

import { api } from "/lib/api.js";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;
const PING_MS = 20_000;
const SILENCE_MS = 45_000;
const POLL_MS = 2_000;
const READY_WITHIN_MS = 1_500;
const FAILURES_BEFORE_POLLING = 3;
const FAILURES_BEFORE_ASKING = 3;
const SESSION = {
  mypage: "/api/session",
  staff: "/api/staff/session",
  employer: "/api/employer/session",
  issuance: "/api/employer/issuance",
};

/**
 * Opens the live line of a portal. `line.subscribe(topic, {snapshot, event, denied})`; each is given `data` and the frame.
 * `line.state` is `connecting`, `live`, `lost` or `polling`; `line.at` when the server was last heard; `change` events.
 */
export class LiveLine extends EventTarget {
  state = "connecting";
  at = null;
  #portal;
  #topics = new Map();
  #socket = null;
  #failures = 0;
  #everOpen = false;
  #heard = 0;
  #timer = 0;
  #ready = null; // the socket that has been asked for everything

  constructor(portal) {
    super();
    this.#portal = portal;
    this.#connect();
    setInterval(() => this.#watch(), PING_MS);
    addEventListener("online", () => this.#hurry());
    addEventListener("pageshow", (e) => e.persisted && this.#hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.#hurry());
  }

  subscribe(topic, handlers) {
    this.#topics.set(topic, { handlers, epoch: undefined, after: undefined });
    if (this.#open && this.#ready === this.#socket) this.#ask(topic);
    else if (this.state === "polling") this.#pollOne(topic);
  }

  unsubscribe(topic) {
    this.#topics.delete(topic);
    if (this.#open) this.#send({ op: "unsubscribe", topic });
  }

  get #open() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  #connect() {
    clearTimeout(this.#timer);
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/api/live?portal=${this.#portal}`);
    this.#socket = socket;
    socket.onopen = () => {
      this.#failures = 0;
      this.#everOpen = true;
      this.#hear();
      setTimeout(() => this.#askAll(socket), READY_WITHIN_MS); // a node of the version before never says that it is ready
      this.#become("live");
    };
    socket.onmessage = ({ data }) => {
      this.#hear();
      this.#take(JSON.parse(data));
    };
    socket.onclose = () => socket === this.#socket && this.#lost();
  }

  #lost(within = 0) {
    this.#failures++;
    const poll = !this.#everOpen && this.#failures >= FAILURES_BEFORE_POLLING;
    if (poll && this.state !== "polling") {
      this.#become("polling");
      this.#poll();
    } else if (!poll && this.state !== "connecting") {
      this.#become("lost");
    }
    if (this.#failures % FAILURES_BEFORE_ASKING === 0) api.get(SESSION[this.#portal]).catch(() => {}); // ended? then to the login
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(this.#failures - 1, 6));
    // Thousands lose a node at the same moment: they come back at moments of their own.
    this.#timer = setTimeout(() => this.#connect(), within + wait * (0.1 + Math.random() * 0.9));
  }

  /** The network is back or somebody looks at the page again: no reason to wait out the pause. */
  #hurry() {
    if (!this.#open && this.#socket?.readyState !== WebSocket.CONNECTING) this.#connect();
  }

  #watch() {
    if (!this.#open) return;
    if (Date.now() - this.#heard > SILENCE_MS) this.#drop();
    else this.#send({ op: "ping" });
  }

  #drop(within = 0) {
    const dead = this.#socket;
    this.#socket = null;
    dead.close();
    this.#lost(within);
  }

  #hear() {
    this.#heard = Date.now();
    this.at = new Date();
    this.dispatchEvent(new Event("heard"));
  }

  #askAll(socket) {
    if (!this.#open || socket !== this.#socket || this.#ready === socket) return;
    this.#ready = socket;
    for (const topic of this.#topics.keys()) this.#ask(topic);
  }

  #ask(topic) {
    const { epoch, after } = this.#topics.get(topic);
    this.#send(epoch === undefined ? { op: "subscribe", topic } : { op: "subscribe", topic, epoch, after });
  }

  #send(frame) {
    this.#socket.send(JSON.stringify(frame));
  }

  #take(frame) {
    if (frame.op === "ready") return this.#askAll(this.#socket);
    if (frame.op === "reconnect") return this.#drop(Math.random() * (frame.within ?? 0));
    const known = this.#topics.get(frame.topic);
    if (!known) return;
    if (frame.op === "denied") {
      this.#topics.delete(frame.topic);
      return known.handlers.denied?.(frame.code);
    }
    if (!["snapshot", "event", "events"].includes(frame.op)) return;
    if (frame.op !== "snapshot") {
      const first = frame.after ?? frame.seq - 1; // several changes that came close together are one frame
      if (frame.epoch === known.epoch && frame.seq <= known.after) return; // a repeat
      if (frame.epoch !== known.epoch || first > known.after) {
        known.epoch = known.after = undefined; // a gap: ask for everything anew
        return this.#open && this.#ask(frame.topic);
      }
    }
    known.epoch = frame.epoch;
    known.after = frame.seq;
    if (frame.op === "snapshot") known.handlers.snapshot?.(frame.data, frame);
    else for (const data of [frame.data].flat()) known.handlers.event?.(data, frame);
  }

  async #poll() {
    while (this.state === "polling") {
      await Promise.all([...this.#topics.keys()].map((topic) => this.#pollOne(topic)));
      await new Promise((done) => setTimeout(done, POLL_MS));
    }
  }

  async #pollOne(topic) {
    const { epoch, after } = this.#topics.get(topic);
    const query = new URLSearchParams({ portal: this.#portal, topic });
    if (epoch !== undefined) (query.set("epoch", epoch), query.set("after", after));
    try {
      const { frames } = await api.get(`/api/live/poll?${query}`);
      this.#hear();
      frames.forEach((frame) => this.#take(frame));
    } catch {
      // the next round asks again
    }
  }

  #become(state) {
    if (state === this.state) return;
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}
