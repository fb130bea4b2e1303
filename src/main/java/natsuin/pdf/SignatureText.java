package natsuin.pdf;

import java.time.Instant;

/**
 * What a signature dictionary says in words.
 *
 * @param name the signer's name
 * @param reason why; empty for none
 * @param time claimed time
 */
public record SignatureText(String name, String reason, Instant time) {}
