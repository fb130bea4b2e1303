/**
 * Owns the check of a password at every entrance: how often it may be tried, what closes, who is
 * told, and the code by mail that may follow (LOGIN-3, EMP-4). Must not know what opens afterwards.
 */
@org.jspecify.annotations.NullMarked
package natsuin.passwords;
