/**
 * What all queues have in common for those who look after them: how much waits and since when, what
 * is in trouble, and how an item is tried at once or put aside. Knows no queue's content: it must
 * not learn what a mail says or who signs what.
 */
@org.jspecify.annotations.NullMarked
package natsuin.queues;
