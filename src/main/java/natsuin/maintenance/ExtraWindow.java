package natsuin.maintenance;

import java.util.UUID;

/**
 * A window that head office entered.
 *
 * @param note why, for the staff
 */
record ExtraWindow(UUID id, Window window, String note, String enteredBy) {}
