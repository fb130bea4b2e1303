// Writes and reads the little DER (X.690) that a certificate request and a PKCS#12 file need.

const join = (parts) => {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

const length = (n) => {
  if (n < 0x80) {
    return [n];
  }
  const digits = [];
  for (let rest = n; rest > 0; rest = Math.floor(rest / 256)) {
    digits.unshift(rest % 256);
  }
  return [0x80 | digits.length, ...digits];
};

/** One value with its tag and length. */
export const tagged = (tag, ...parts) => {
  const content = join(parts);
  return join([Uint8Array.from([tag, ...length(content.length)]), content]);
};

export const sequence = (...parts) => tagged(0x30, ...parts);
export const set = (...parts) => tagged(0x31, ...parts);
export const octets = (bytes) => tagged(0x04, bytes);
export const bits = (bytes) => tagged(0x03, Uint8Array.of(0), bytes);
export const nothing = () => tagged(0x05);
export const utf8 = (text) => tagged(0x0c, new TextEncoder().encode(text));

/** [n] EXPLICIT. */
export const explicit = (n, ...parts) => tagged(0xa0 | n, ...parts);

/** [n] IMPLICIT of something primitive. */
export const implicit = (n, bytes) => tagged(0x80 | n, bytes);

/** A natural number, given as such or as big-endian bytes. */
export const integer = (value) => {
  let digits = typeof value === "number" ? natural(value) : [...value];
  while (digits.length > 1 && digits[0] === 0) {
    digits = digits.slice(1);
  }
  return tagged(0x02, Uint8Array.from(digits[0] & 0x80 ? [0, ...digits] : digits));
};

const natural = (value) => {
  const digits = [];
  for (let rest = value; rest > 0 || digits.length === 0; rest = Math.floor(rest / 256)) {
    digits.unshift(rest % 256);
  }
  return digits;
};

/** An object identifier, as in 1.2.840.113549. */
export const oid = (dotted) => {
  const [first, second, ...rest] = dotted.split(".").map(Number);
  const bytes = [];
  for (const arc of [40 * first + second, ...rest]) {
    const groups = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      groups.unshift(0x80 | (left % 128));
    }
    bytes.push(...groups);
  }
  return tagged(0x06, Uint8Array.from(bytes));
};

/** Two bytes a character (UTF-16, big-endian), as PKCS#12 writes names and passwords. */
export const wide = (text) => {
  const bytes = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i++) {
    bytes[2 * i] = text.charCodeAt(i) >> 8;
    bytes[2 * i + 1] = text.charCodeAt(i) & 0xff;
  }
  return bytes;
};

export const bmp = (text) => tagged(0x1e, wide(text));

/** A block of text as RFC 7468 has it. */
export const pem = (label, bytes) => {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `-----BEGIN ${label}-----\n${text.match(/.{1,64}/g).join("\n")}\n-----END ${label}-----\n`;
};

/** The contents of every block with this label. */
export const blocks = (label, text) =>
  [...text.matchAll(new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`, "g"))].map(
    (match) => Uint8Array.from(atob(match[1].replace(/\s/g, "")), (char) => char.charCodeAt(0)),
  );

export { join };
