package natsuin.users;

import java.util.UUID;

/** Who has the contract with the bank 契約者. */
public record Organization(
    UUID id,
    OrganizationKind kind,
    String name,
    String nameKana,
    String nameLatin,
    String address,
    UUID branch) {}
