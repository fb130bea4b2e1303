package natsuin.keeping;

import java.time.InstantSource;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.documents.DocumentStore;
import natsuin.kernel.Actor;
import natsuin.letters.Letters;
import natsuin.pg.Database;
import natsuin.signing.RenewArchive;

/** What this story works with. */
public record KeepingTools(
    Database database,
    DocumentStore documents,
    RenewArchive archives,
    Letters letters,
    Audit audit,
    Announcements announcements,
    KeepingConfiguration configuration,
    InstantSource clock) {
  static final Actor ACTOR = new Actor.Service("keeping");
}
