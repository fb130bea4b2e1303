package natsuin.clientissue;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One issue as it is recorded.
 *
 * @param session of whoever pressed 「発行」
 * @param stage as {@link Stage} names it
 * @param serial of its certificate, as soon as that is to be signed
 * @param lastDay the last day on which the certificate is good, in Japan
 */
record Issue(
    UUID id,
    UUID user,
    UUID session,
    String format,
    String algorithm,
    IssueState state,
    String stage,
    @Nullable String serial,
    @Nullable String fileName,
    @Nullable LocalDate lastDay) {}
