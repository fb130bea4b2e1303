/**
 * Owns what may be typed into which field of which form: one definition, read by the server here
 * and by browsers in {@code webroot/lib/fields.js}. Must not know who asks or what becomes of it.
 */
@org.jspecify.annotations.NullMarked
package natsuin.fields;
