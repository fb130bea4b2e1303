// What was typed stays in this browser until it is sent. Passwords, PINs and codes never come here.

const key = (name) => `natsuin.draft.${name}`;

/** Keeps `value` (plain data) under `name`; undefined forgets it. */
export function keepDraft(name, value) {
  try {
    if (value === undefined) localStorage.removeItem(key(name));
    else localStorage.setItem(key(name), JSON.stringify(value));
  } catch {
    // a browser without storage loses drafts, nothing else
  }
}

/** What was kept under `name`, or null. */
export function findDraft(name) {
  try {
    return JSON.parse(localStorage.getItem(key(name)));
  } catch {
    return null;
  }
}
