package natsuin.documents;

import java.util.UUID;
import natsuin.vault.DataKey;

/** An opened key and the row that it is kept in; deleting the row erases whatever it encrypts. */
public record ContentKey(UUID id, DataKey key) {}
