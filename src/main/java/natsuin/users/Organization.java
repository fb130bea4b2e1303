package natsuin.users;

import java.util.UUID;

/**
 * Who has the contract with the bank 契約者.
 *
 * @param branch where it applied 電子契約サービスお申込店
 * @param version rises with every change; who changes it says which one he saw
 */
public record Organization(
    UUID id,
    OrganizationKind kind,
    String name,
    String nameKana,
    String nameLatin,
    String address,
    UUID branch,
    OrganizationDetails details,
    int version) {}
