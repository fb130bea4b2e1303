/**
 * Owns the story of logging in and out, of customers and staff, and of changing a password. Must
 * not know what anybody does once inside.
 */
@org.jspecify.annotations.NullMarked
package natsuin.login;
