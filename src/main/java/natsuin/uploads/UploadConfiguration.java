package natsuin.uploads;

import natsuin.kernel.Allowed;
import natsuin.kernel.ByteSize;

/**
 * Files of customers.
 *
 * @param largest one file
 * @param hands files that this node examines or draws at the same time
 */
public record UploadConfiguration(
    @Allowed(from = "64 KB", to = "50 MB") ByteSize largest,
    @Allowed(from = "1", to = "16") int hands) {}
