package natsuin.uploads;

import java.time.Instant;
import java.util.UUID;
import natsuin.uploads.content.FileType;
import org.jspecify.annotations.Nullable;

/**
 * A file that was taken.
 *
 * @param fileName cleaned; safe to show
 * @param size of the plain bytes
 * @param finding the virus's name, or the code of why the content was refused
 * @param pages to look at; 0 until it is clean
 * @param scanned whether a scanner has seen it; false only where there is none (trial)
 */
public record UploadedFile(
    UUID id,
    Purpose purpose,
    UUID subject,
    String place,
    UUID user,
    UUID organization,
    UUID branch,
    String fileName,
    FileType type,
    long size,
    FileState state,
    @Nullable String finding,
    int pages,
    boolean scanned,
    @Nullable UUID key,
    @Nullable UUID blob,
    Instant createdAt) {}
