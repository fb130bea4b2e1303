package natsuin.http;

import natsuin.kernel.Allowed;
import natsuin.kernel.ByteSize;

/** Where this node listens and what it takes in. */
public record HttpConfiguration(
    String host,
    @Allowed(from = "0", to = "65535") int port,
    @Allowed(empty = true) String baseUrl,
    String webroot,
    @Allowed(from = "1", to = "64") int instances,
    @Allowed(from = "1 KB", to = "10 MB") ByteSize bodyLimit) {}
