/**
 * Owns what a file really is, whatever its name says, and how its pages look as pictures: bytes in,
 * a verdict or a PNG out. Must not know where files come from or who looks at them; plain Java,
 * bounded in memory and time.
 */
@org.jspecify.annotations.NullMarked
package natsuin.uploads.content;
