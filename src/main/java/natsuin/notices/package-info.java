/**
 * Owns the notices お知らせ of customers' users (HOME-1). Must not know why somebody gets one; the
 * sentences stand in the message files.
 */
@org.jspecify.annotations.NullMarked
package natsuin.notices;
