// How much waits for the branch's staff, live; several parts of a page may look at once.

const watched = new WeakMap();

/** Calls `listener` with the numbers now and whenever something may have changed; head office sees all branches. */
export function watchQueue(line, staff, listener) {
  const known = watched.get(line);
  if (known) {
    known.listeners.push(listener);
    if (known.data) listener(known.data);
    return;
  }
  const queue = { listeners: [listener], data: null };
  watched.set(line, queue);
  const all = staff.role === "head-office" || staff.role === "auditor";
  const tell = (data) => {
    queue.data = data;
    for (const each of queue.listeners) each(data);
  };
  line.subscribe(`queue:${all ? "all" : staff.branch.id}`, { snapshot: tell, event: tell });
}
