package natsuin.documents;

import java.util.UUID;

/**
 * A document as it enters a contract.
 *
 * @param position its place in the contract, from 1
 * @param kind {@code explanation} or {@code contract}
 * @param pages number of pages, 1 or more
 */
public record NewDocument(
    UUID id, UUID contract, int position, String kind, String title, String fileName, int pages) {}
