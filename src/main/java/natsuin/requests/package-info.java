/**
 * Owns requests for signing certificates, from the first to the newest, and what a user's signing
 * stands at. Must not know how documents are looked at or how a certificate is issued.
 */
@NullMarked
package natsuin.requests;

import org.jspecify.annotations.NullMarked;
