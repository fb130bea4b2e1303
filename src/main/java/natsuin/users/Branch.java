package natsuin.users;

import java.util.UUID;

/** A branch of the bank 取引店. */
public record Branch(UUID id, String code, String name, String nameLatin) {}
