/**
 * Owns the route table which path leads to which room, and what stands before all of them.:Must not
 * decide anything that a story decides.
 */
@org.jspecify.annotations.NullMarked
package natsuin.web;
