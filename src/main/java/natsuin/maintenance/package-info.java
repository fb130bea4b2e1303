/**
 * Owns when the service rests for customers: the monthly window and extra ones (LOGIN-9). Must not
 * know what anybody was doing when one began.
 */
@org.jspecify.annotations.NullMarked
package natsuin.maintenance;
