/**
 * Owns signing jobs from the moment somebody pressed 「電子署名」 until every document carries the sealed
 * signature: exactly once, or not at all. Must not know how an authorization came about or what a
 * contract's state means: stories tell it through {@code SigningDesk}.
 */
@org.jspecify.annotations.NullMarked
package natsuin.signing;
