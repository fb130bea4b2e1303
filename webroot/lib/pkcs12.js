// A key that was made in this browser, packed with its certificates into the file that operating systems import
// (PKCS#12, RFC 7292): as strong as the server's files, so that a password guards both alike.
import {
  blocks,
  bmp,
  explicit,
  implicit,
  integer,
  join,
  nothing,
  octets,
  oid,
  sequence,
  set,
  wide,
} from "/lib/der.js";
import { keyIdentifier } from "/lib/pkcs10.js";
import { sha256 } from "/lib/sha256.js";

/** As many as the server takes; see ADR 0025. */
const ITERATIONS = 150_000;

/** The page moves on in between. */
const AT_ONCE = 5_000;

const PKCS = "1.2.840.113549.1";
const OID = {
  data: `${PKCS}.7.1`,
  encryptedData: `${PKCS}.7.6`,
  shroudedKeyBag: `${PKCS}.12.10.1.2`,
  certificateBag: `${PKCS}.12.10.1.3`,
  x509: `${PKCS}.9.22.1`,
  friendlyName: `${PKCS}.9.20`,
  localKeyId: `${PKCS}.9.21`,
  pbes2: `${PKCS}.5.13`,
  pbkdf2: `${PKCS}.5.12`,
  hmacSha256: "1.2.840.113549.2.9",
  aes256Cbc: "2.16.840.1.101.3.4.1.42",
  sha256: "2.16.840.1.101.3.4.2.1",
};

const random = (size) => crypto.getRandomValues(new Uint8Array(size));

/**
 * The file.
 *
 * @param chainPem the key's certificate first
 * @param onProgress from 0 to 1
 */
export const packP12 = async ({ keyPair, chainPem, password, friendlyName, onProgress = () => {} }) => {
  const chain = blocks("CERTIFICATE", chainPem);
  const name = sequence(oid(OID.friendlyName), set(bmp(friendlyName)));
  const id = sequence(oid(OID.localKeyId), set(octets(await keyIdentifier(keyPair.publicKey))));
  const certificates = sequence(
    ...chain.map((der, i) =>
      sequence(
        oid(OID.certificateBag),
        explicit(0, sequence(oid(OID.x509), explicit(0, octets(der)))),
        ...(i === 0 ? [set(name, id)] : []),
      ),
    ),
  );
  const key = new Uint8Array(await crypto.subtle.exportKey("pkcs8", keyPair.privateKey));
  const shrouded = await encrypted(key, password);
  key.fill(0);
  onProgress(0.2);
  const keys = sequence(
    sequence(oid(OID.shroudedKeyBag), explicit(0, sequence(shrouded.algorithm, octets(shrouded.bytes))), set(name, id)),
  );
  const hidden = await encrypted(certificates, password);
  onProgress(0.4);
  const safe = sequence(
    sequence(
      oid(OID.encryptedData),
      explicit(0, sequence(integer(0), sequence(oid(OID.data), hidden.algorithm, implicit(0, hidden.bytes)))),
    ),
    sequence(oid(OID.data), explicit(0, octets(keys))),
  );
  const mac = await check(safe, password, (part) => onProgress(0.4 + 0.6 * part));
  return new Blob([sequence(integer(3), sequence(oid(OID.data), explicit(0, octets(safe))), mac)], {
    type: "application/x-pkcs12",
  });
};

/** PBES2 (RFC 8018). */
const encrypted = async (plain, password) => {
  const salt = random(16);
  const iv = random(16);
  const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(password), "PBKDF2", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: ITERATIONS },
    base,
    { name: "AES-CBC", length: 256 },
    false,
    ["encrypt"],
  );
  const derivation = sequence(
    oid(OID.pbkdf2),
    sequence(octets(salt), integer(ITERATIONS), sequence(oid(OID.hmacSha256), nothing())),
  );
  return {
    algorithm: sequence(oid(OID.pbes2), sequence(derivation, sequence(oid(OID.aes256Cbc), octets(iv)))),
    bytes: new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CBC", iv }, key, plain)),
  };
};

const check = async (safe, password, onProgress) => {
  const salt = random(16);
  const raw = await derived(password, salt, onProgress);
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const digest = new Uint8Array(await crypto.subtle.sign("HMAC", key, safe));
  return sequence(
    sequence(sequence(oid(OID.sha256), nothing()), octets(digest)),
    octets(salt),
    integer(ITERATIONS),
  );
};

/** RFC 7292 appendix B.2 for one block: identifier 3, salt and password each repeated to 64 bytes. */
const derived = async (password, salt, onProgress) => {
  const repeated = (bytes) => {
    const filled = new Uint8Array(64 * Math.ceil(bytes.length / 64));
    return filled.map((_, i) => bytes[i % bytes.length]);
  };
  const secret = join([wide(password), Uint8Array.of(0, 0)]);
  let hash = sha256(join([new Uint8Array(64).fill(3), repeated(salt), repeated(secret)]));
  for (let i = 1; i < ITERATIONS; i++) {
    hash = sha256(hash);
    if (i % AT_ONCE === 0) {
      onProgress(i / ITERATIONS);
      await new Promise((resume) => setTimeout(resume));
    }
  }
  return hash;
};
