/**
 * The main job as a stranger does it: a client of the public HTTP API, from the branch's upload to
 * the concluded contract. Knows nothing of the program but its addresses.
 */
@org.jspecify.annotations.NullMarked
package natsuin.demo;
