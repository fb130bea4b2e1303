package natsuin.contracts;

import java.time.LocalDate;
import java.util.UUID;

/** What letters and records say of a contract. */
record Terms(UUID id, String number, String summary, LocalDate plannedOn, UUID branch) {}
