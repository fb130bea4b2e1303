/**
 * Owns the story of frequently asked questions: customers read them, head office edits them
 * (HOME-2). Must not know who asks, or what the answers talk about.
 */
@org.jspecify.annotations.NullMarked
package natsuin.help;
