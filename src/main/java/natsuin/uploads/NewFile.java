package natsuin.uploads;

import java.util.UUID;

/**
 * A file as it is handed in.
 *
 * @param subject what it is sent for: the certificate request, the mandate
 * @param place its place there, in words of the caller's own ({@code identity/passport/1})
 * @param user who sends it
 * @param branch whose staff may look at it
 * @param fileName as the browser says, not yet to be trusted
 */
public record NewFile(
    Purpose purpose,
    UUID subject,
    String place,
    UUID user,
    UUID organization,
    UUID branch,
    String fileName) {}
