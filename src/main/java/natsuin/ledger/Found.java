package natsuin.ledger;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Rows of one page.
 *
 * @param total how many there are in all; of staff's lists no more than one beyond {@link
 *     Page#MOST}
 */
record Found(long total, List<JsonObject> rows) {}
