/**
 * Progress as it happens, on sockets: authorized subscriptions, a snapshot first, then every change
 * in order, without a gap or a repeat (LIVE). Fans out and never waits; what there is to show it
 * asks of the stories, and it must not know how they know.
 */
@org.jspecify.annotations.NullMarked
package natsuin.live;
