package natsuin.contracts;

import java.util.Locale;
import java.util.UUID;

/** Somebody to be written to. */
record Addressee(UUID user, String name, String organization, String email, Locale language) {}
