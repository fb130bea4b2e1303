package natsuin.documents;

import java.util.UUID;

/** What is stored is not what was stored: a piece is missing, altered or in another's place. */
public final class DamagedDocumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedDocumentException(UUID id, String what) {
    super("stored bytes of " + id + ": " + what);
  }
}
