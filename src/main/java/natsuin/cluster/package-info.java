/**
 * Owns membership how nodes find each other over Hazelcast and which addresses they may be bound
 * to.:Must not know what the nodes do together.
 */
@org.jspecify.annotations.NullMarked
package natsuin.cluster;
