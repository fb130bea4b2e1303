package natsuin.identity;

import java.util.List;
import java.util.Optional;
import natsuin.identity.IdentityConfiguration.DocumentKind;
import natsuin.kernel.Codes;
import natsuin.users.OrganizationKind;

/** What is to be proved (DOC-2). */
enum Part {
  /** 本人確認書類: who somebody is. */
  IDENTITY("identity"),
  /** 在籍確認書類: for whom somebody works; asked of corporations' users alone. */
  EMPLOYMENT("employment");

  private final String code;

  Part(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }

  static Part of(String code) {
    return Codes.find(values(), Part::code, code);
  }

  /** What a user of such an organization has to prove. */
  static List<Part> asked(OrganizationKind kind) {
    return switch (kind) {
      case CORPORATION -> List.of(IDENTITY, EMPLOYMENT);
      case SOLE_PROPRIETOR, INDIVIDUAL -> List.of(IDENTITY);
    };
  }

  List<DocumentKind> kinds(IdentityConfiguration configuration) {
    return switch (this) {
      case IDENTITY -> configuration.documents();
      case EMPLOYMENT -> configuration.employment();
    };
  }

  Optional<DocumentKind> kind(IdentityConfiguration configuration, String code) {
    return kinds(configuration).stream().filter(kind -> kind.code().equals(code)).findFirst();
  }
}
