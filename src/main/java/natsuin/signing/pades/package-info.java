/**
 * PAdES baseline signatures (ETSI EN 319 142-1) at B-B, B-T, B-LT and B-LTA, in stages of which
 * each can be stored, resumed and tried again. Joins PDF and CMS; knows no database, no network, no
 * contracts and not whose key it is.
 */
@org.jspecify.annotations.NullMarked
package natsuin.signing.pades;
