package natsuin.outbox;

import natsuin.kernel.Allowed;

/**
 * Texts of mails.
 *
 * @param templates directory of the operator's own templates, {@code ja/NAME.txt} and {@code
 *     en/NAME.txt}; empty: those that are shipped
 */
public record MailConfiguration(@Allowed(empty = true) String templates) {}
