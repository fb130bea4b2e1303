package natsuin.users;

import java.util.UUID;

/** What is needed to register an organization. */
public record NewOrganization(
    OrganizationKind kind,
    String name,
    String nameKana,
    String nameLatin,
    String address,
    UUID branch,
    OrganizationDetails details) {
  /** Of which no more is known. */
  public NewOrganization(
      OrganizationKind kind,
      String name,
      String nameKana,
      String nameLatin,
      String address,
      UUID branch) {
    this(kind, name, nameKana, nameLatin, address, branch, OrganizationDetails.NONE);
  }
}
