/**
 * Looks whether what this service stands on is as it should be (keys, certificates, servers behind,
 * this machine), and says of each finding what to do about it. Changes nothing that it looks at,
 * and must not know what the service does with any of it.
 */
@org.jspecify.annotations.NullMarked
package natsuin.doctor;
