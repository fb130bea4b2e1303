/**
 * Owns what people are told about contracts: which mail and which notice, to whom, in whose
 * language. Must not know why something happened, nor decide whether it may.
 */
@org.jspecify.annotations.NullMarked
package natsuin.letters;
