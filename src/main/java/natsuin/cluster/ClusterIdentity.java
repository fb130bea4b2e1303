package natsuin.cluster;

import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;

/**
 * By what nodes of one cluster know each other.
 *
 * @param proof for membership
 * @param key for messages: what this node shows, as every other
 * @param trusted who is believed: nobody but who shows the same
 */
public record ClusterIdentity(JoinProof proof, PemKeyCertOptions key, PemTrustOptions trusted) {}
