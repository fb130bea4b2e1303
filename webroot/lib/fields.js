// The rules of every form, from the server's own definition (/api/fields.json): the same plain values and the same codes
// as there. Steps make typed text plain; then the first check that fails names the code.

let loading = null;

/** The definition, asked for once: {types, forms, …} with rules ready to use. */
export function loadForms() {
  loading ??= fetch("/api/fields.json", { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`fields.json: ${answer.status}`))))
    .then(compile)
    .catch((fault) => {
      loading = null; // a lost line now is no reason to fail for as long as the page is open
      throw fault;
    });
  return loading;
}

/** The day in Tokyo, `yyyy-MM-dd`. */
export const today = (at = new Date()) => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(at);

function compile(definition) {
  const dates = {
    steps: definition.dates.steps.map(step),
    patterns: definition.dates.patterns.map(whole),
    eras: definition.dates.eras,
  };
  const blocked = new Set(definition.blocked);
  const types = Object.fromEntries(
    Object.entries(definition.types).map(([name, type]) => [
      name,
      {
        ...type,
        longest: definition.longest,
        steps: type.steps.map(step),
        checks: type.checks.map((check) => rule(check, blocked)),
        dates,
      },
    ]),
  );
  const forms = Object.fromEntries(
    Object.entries(definition.forms).map(([name, sections]) => [
      name,
      sections.map((section) => ({ ...section, fields: section.fields.map((f) => ({ ...f, type: types[f.type] })) })),
    ]),
  );
  return { types, forms };
}

// ── steps ──

function step({ do: what, match, by }) {
  const pattern = new RegExp(match, "gu");
  return (text) => text.replace(pattern, CHANGES[what](by));
}

const CHANGES = {
  nfkc: () => (found) => found.normalize("NFKC"),
  nfc: () => (found) => found.normalize("NFC"),
  lower: () => (found) => found.toLowerCase(),
  upper: () => (found) => found.toUpperCase(),
  shift: (by) => (found) => String.fromCodePoint(...[...found].map((c) => c.codePointAt(0) + by)),
  replace: (by) => () => by,
};

/** The plain form of what was typed; what is too long, or no text, stays as it is. */
export function normalise(type, given) {
  if (typeof given !== "string" || given.length > type.longest) return given ?? "";
  return type.steps.reduce((text, apply) => apply(text), given);
}

// ── checks: facts where the rule is broken, null where it is kept ──

const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "u");

function rule(check, blocked) {
  const pattern = check.must ?? check.chars ?? check.has ?? check.not;
  const flags = check.ignoreCase ? "iu" : "u";
  const compiled = pattern && new RegExp(check.must || check.chars ? `^(?:${pattern})$` : pattern, flags);
  return { code: check.code, max: check.max, broken: breaker(check, compiled, blocked) };
}

function breaker(check, pattern, blocked) {
  if (check.must || check.has) return (text) => (pattern.test(text) ? null : {});
  if (check.not) return (text) => (pattern.test(text) ? {} : null);
  if (check.chars) {
    return (text) => {
      const found = [...text].find((c) => !pattern.test(c));
      return found === undefined ? null : { found };
    };
  }
  if (check.min) return (text) => ([...text].length < check.min ? { min: check.min } : null);
  if (check.max) return (text) => ([...text].length > check.max ? { max: check.max } : null);
  return (text) => (new Set(text).size < 2 || blocked.has(text.toLowerCase()) ? {} : null);
}

/** {missing: true}, {value} or {code, facts} of a value of this type. */
function read(type, given, day) {
  const plain = normalise(type, given);
  if (plain === "") return { missing: true };
  if (type.kind === "flag") return typeof plain === "boolean" ? { value: plain } : { code: "unknown-value", facts: {} };
  if (typeof plain !== "string") return { code: "unknown-value", facts: {} };
  if (plain.length > type.longest) return { code: "too-long", facts: { max: longest(type) } };
  for (const { code, broken } of type.checks) {
    const facts = broken(plain);
    if (facts) return { code, facts: type.kind === "secret" ? { ...facts, found: undefined } : facts };
  }
  return type.kind === "date" ? readDate(type, plain, day) : { value: plain };
}

const longest = (type) => Math.min(type.longest, ...type.checks.map((c) => c.max ?? Infinity));

// ── dates ──

function readDate(type, text, day) {
  const date = dateOf(type.dates, text);
  if (date.code) return { facts: {}, ...date };
  const wrong = (code, facts = {}) => ({ code, facts });
  if (date.iso > day) return wrong("date-future");
  if (type.earliest && date.iso < type.earliest) return wrong("date-early", { earliest: type.earliest });
  if (type.leastAge && date.iso > yearsBefore(day, type.leastAge)) return wrong("too-young", { age: type.leastAge });
  if (type.mostAge && date.iso <= yearsBefore(day, type.mostAge + 1)) return wrong("too-old", { age: type.mostAge });
  return { value: date.iso };
}

/** `yyyy-MM-dd` to be compared as text; 29 February may come out in a year that has none, which compares rightly. */
const yearsBefore = (day, years) => `${String(Number(day.slice(0, 4)) - years).padStart(4, "0")}${day.slice(4)}`;

function dateOf({ steps, patterns, eras }, typed) {
  const text = steps.reduce((plain, apply) => apply(plain), typed);
  for (const pattern of patterns) {
    const groups = pattern.exec(text)?.groups;
    if (!groups) continue;
    const era = groups.e && eras.find((e) => e.names.includes(groups.e));
    const count = groups.n === "元" ? 1 : Number(groups.n);
    const iso = isoOf(era ? Number(era.from.slice(0, 4)) - 1 + count : Number(groups.y), groups.m, groups.d);
    if (!iso) return { code: "no-such-day" };
    if (era && (iso < era.from || iso > era.to)) return { code: "date-era", facts: { era: era.names[0] } };
    return { iso };
  }
  return { code: "date-format" };
}

function isoOf(year, month, day) {
  const iso = `${String(year).padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}

/** What was typed as a date in `yyyy-MM-dd`, or "" where it is none. */
export const isoDate = (type, typed) => dateOf(type.dates, normalise(type, typed)).iso ?? "";

// ── forms ──

/** All fields of a form, in order. */
export const fieldsOf = (form) => form.flatMap((section) => section.fields);

/** Whether a field is asked for, after what was given before it. */
export const asked = (field, values) => !field.when || field.when.in.includes(values[field.when.field] ?? "");

/** {value?, error?: {field, code, facts}} of one field; `values` holds what was given for all. */
export function checkField(form, field, values, day = today()) {
  if (field.same) return { error: repeated(form, field, values) };
  const result = read(field.type, values[field.name], day);
  if (result.missing) {
    if (field.type.kind === "flag") return { value: false };
    return field.required ? { error: missing(field) } : {};
  }
  if ("value" in result && (!field.options?.length || field.options.includes(result.value))) return result;
  const { code, facts } = result.code ? result : { code: "unknown-value", facts: {} };
  const example = field.example ?? field.type.example;
  return { error: { field: field.name, code, facts: example ? { ...facts, example } : facts } };
}

const missing = (field) => ({
  field: field.name,
  code: field.type.kind === "choice" ? "choose" : "required",
  facts: {},
});

function repeated(form, field, values) {
  const first = fieldsOf(form).find((f) => f.name === field.same);
  const again = normalise(field.type, values[field.name]);
  const once = normalise(field.type, values[first.name]);
  if (again === "") return missing(field);
  return once !== "" && again !== once ? { field: field.name, code: "differs", facts: {} } : undefined;
}

/** {values, errors} of everything that was given: what the server would take, and what it would say. */
export function check(form, given, day = today()) {
  const values = {};
  const errors = [];
  for (const field of fieldsOf(form)) {
    if (!asked(field, values)) continue;
    const { value, error } = checkField(form, field, given, day);
    if (error) errors.push(error);
    else if (value !== undefined) values[field.name] = value;
  }
  return { values, errors };
}
