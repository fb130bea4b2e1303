/**
 * Owns the connection to Redis and how atomic scripts are run there. Must not know what anybody
 * counts or keeps in it.
 */
@org.jspecify.annotations.NullMarked
package natsuin.redis;
