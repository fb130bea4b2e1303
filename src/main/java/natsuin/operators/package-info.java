/**
 * The operators' page: nodes, queues, what is done and the servers behind; and an item of a queue
 * tried at once or put aside. Reads what duties say of themselves; of its own it keeps only that a
 * node is there, and it must not learn what stands in a mail, a file or a contract.
 */
@org.jspecify.annotations.NullMarked
package natsuin.operators;
