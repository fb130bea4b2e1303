/**
 * Owns who may do what to which contract, as two tables that can be read aloud (USER-2, STAFF-1).
 * Must not know how anything is stored, asked for or answered: plain Java, no input or output.
 */
@org.jspecify.annotations.NullMarked
package natsuin.rights;
