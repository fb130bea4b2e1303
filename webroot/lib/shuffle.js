// An order that nobody can foresee.

const RANGE = 2 ** 32;

/** A whole number below `n`, each equally likely. */
function below(n) {
  const even = RANGE - (RANGE % n); // what lies beyond would favour the small ones
  const drawn = new Uint32Array(1);
  do crypto.getRandomValues(drawn);
  while (drawn[0] >= even);
  return drawn[0] % n;
}

/** The items in random order (Fisher and Yates). */
export function shuffled(items) {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}
