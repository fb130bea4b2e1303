// A key pair made in this browser, and the request that proves it (PKCS#10, RFC 2986).
import { bits, explicit, integer, oid, pem, sequence, set, utf8 } from "/lib/der.js";

const P256 = { name: "ECDSA", namedCurve: "P-256" };
const COMMON_NAME = "2.5.4.3";
const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";

/** Whether this browser can make keys: only where the page came safely. */
export const canMakeKeys = () => globalThis.crypto?.subtle !== undefined;

/**
 * A P-256 key pair and its request. The key can be taken out of the browser's store, since the file
 * is made of it; it is never sent.
 *
 * @param name common name of the request; whoever certifies decides the name himself
 */
export const makeRequest = async (name) => {
  const keyPair = await crypto.subtle.generateKey(P256, true, ["sign", "verify"]);
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", keyPair.publicKey));
  const subject = sequence(set(sequence(oid(COMMON_NAME), utf8(name))));
  const info = sequence(integer(0), subject, spki, explicit(0));
  const raw = new Uint8Array(
    await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, keyPair.privateKey, info),
  );
  const request = sequence(info, sequence(oid(ECDSA_WITH_SHA256)), bits(signature(raw)));
  return { csrPem: pem("CERTIFICATE REQUEST", request), keyPair };
};

/** WebCrypto gives r and s side by side, certificates want a sequence of both (RFC 3279). */
const signature = (raw) =>
  sequence(integer(raw.subarray(0, raw.length / 2)), integer(raw.subarray(raw.length / 2)));

/** SHA-1 of the public key's bits: tells which certificate belongs to which key in one file. */
export const keyIdentifier = async (publicKey) => {
  const raw = await crypto.subtle.exportKey("raw", publicKey);
  return new Uint8Array(await crypto.subtle.digest("SHA-1", raw));
};

