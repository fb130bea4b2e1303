package natsuin.doctor;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import natsuin.kernel.FailureException;

/** What went wrong, in as few words as the library has; in more where those alone say nothing. */
final class Faults {
  private static final int LONGEST = 200;

  private Faults() {}

  static String told(Throwable fault) {
    return switch (fault) {
      case FailureException known -> String.valueOf(known.getMessage());
      case ExceptionInInitializerError first ->
          shortly(Objects.requireNonNullElse(first.getCause(), first));
      case UnknownHostException unknown when !shortly(unknown).contains(" ") ->
          "no address is known (DNS) of the name " + shortly(unknown);
      case NoSuchFileException missing -> "no such file: " + missing.getFile();
      case AccessDeniedException denied -> "not permitted to this user: " + denied.getFile();
      case FileSystemException other -> other.getFile() + ": " + other.getReason();
      case CharacterCodingException binary -> "it is not text in UTF-8";
      case IOException wrapped when wrapped.getCause() instanceof FileSystemException cause ->
          told(cause);
      case TimeoutException late -> "no answer in time";
      default -> shortly(fault);
    };
  }

  private static String shortly(Throwable fault) {
    String message = fault.getMessage();
    String words =
        message == null || message.isBlank() ? fault.getClass().getSimpleName() : message.strip();
    String line = words.lines().findFirst().orElse(words);
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
