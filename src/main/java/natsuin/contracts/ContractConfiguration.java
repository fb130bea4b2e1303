package natsuin.contracts;

/**
 * What makes one kind of contract different from another.
 *
 * @param drawdownSummary the summary of drawdowns within a credit line, which are never in the list
 *     of ended contracts and are erased earlier than others (CONTRACT-7)
 */
public record ContractConfiguration(String drawdownSummary) {}
