/**
 * Keeps secrets: master keys, envelope keys, encrypted content, PIN-protected signing keys,
 * password and code hashes, random secrets. Must not know databases, HTTP, certificates, or whose
 * secret it is; bytes in, bytes out, and the arithmetic is the JCA's.
 */
@org.jspecify.annotations.NullMarked
package natsuin.vault;
