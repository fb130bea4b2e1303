package natsuin.contracts;

import java.util.UUID;

/** A file that staff uploaded and no contract holds yet. */
record Upload(UUID id, UUID staff, UUID branch, String fileName, int pages, UUID key, UUID blob) {}
