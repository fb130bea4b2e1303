/**
 * Owns how long contracts are kept: that archive timestamps are renewed meanwhile, that signers
 * learn of the end, and that nothing is left afterwards but the record that it was erased. Must not
 * know why a contract ended, nor show one to anybody.
 */
@org.jspecify.annotations.NullMarked
package natsuin.keeping;
