/**
 * The story of an organization's data and its users: who sees, changes, adds and deletes them, for
 * customers and for the branch (ORG, USER). Must not know how somebody logs in, how a certificate
 * is issued or how a power of attorney is signed; it asks the duties.
 */
@NullMarked
package natsuin.members;

import org.jspecify.annotations.NullMarked;
