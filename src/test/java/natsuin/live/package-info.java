/** Tests of the live room. */
@org.jspecify.annotations.NullMarked
package natsuin.live;
