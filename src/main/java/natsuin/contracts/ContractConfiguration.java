package natsuin.contracts;

import natsuin.kernel.Allowed;

/**
 * What makes one kind of contract different from another, and how signers are reminded.
 *
 * @param drawdownSummary the summary of drawdowns within a credit line, which are never in the list
 *     of ended contracts and are erased earlier than others (CONTRACT-7)
 * @param reminderDays so many days before the deadline signers are reminded; and again on the day
 * @param reminderHour when, in Japan
 */
public record ContractConfiguration(
    String drawdownSummary,
    @Allowed(from = "1", to = "60") int reminderDays,
    @Allowed(from = "0", to = "23") int reminderHour) {}
