/**
 * Owns what proves contracts and other documents to people and machines: verification reports,
 * bundles of everything about a contract, their check offline, and the public page that verifies
 * any PDF. It must not know how contracts come about, or change anything about them.
 */
@org.jspecify.annotations.NullMarked
package natsuin.evidence;
