package natsuin.outbox;

import java.time.Duration;
import natsuin.kernel.Allowed;

/**
 * Texts of mails, and what stays of them.
 *
 * @param templates directory of the operator's own templates, {@code ja/NAME.txt} and {@code
 *     en/NAME.txt}; empty: those that are shipped
 * @param record how long it stays on record that a mail went to an address; its text is wiped when
 *     it goes
 */
public record MailConfiguration(
    @Allowed(empty = true) String templates,
    @Allowed(from = "1 d", to = "3650 d") Duration record) {}
