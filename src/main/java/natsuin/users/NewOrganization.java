package natsuin.users;

import java.util.UUID;

/** What is needed to register an organization. */
public record NewOrganization(
    OrganizationKind kind,
    String name,
    String nameKana,
    String nameLatin,
    String address,
    UUID branch) {}
