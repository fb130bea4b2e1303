/**
 * Owns the record of every certificate that our authority makes, the signing credentials of users,
 * and the answer whether one of them still counts. Must not know contracts, codes, or how often
 * somebody may guess a PIN.
 */
@org.jspecify.annotations.NullMarked
package natsuin.certificates;
