package natsuin.boot;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import natsuin.fields.Forms;
import natsuin.kernel.Portal;
import natsuin.lockout.LadderPolicy;
import natsuin.otp.OtpConfiguration;
import natsuin.otp.OtpPurpose;

/** Which rules are in force where, by the policy that each portal follows. */
final class PortalRules {
  private final Configuration configuration;

  PortalRules(Configuration configuration) {
    this.configuration = configuration;
  }

  /** How codes of this purpose live and end. */
  OtpConfiguration code(OtpPurpose purpose) {
    return switch (purpose.portal()) {
      case MYPAGE -> configuration.mypageRules().code();
      case STAFF -> configuration.staffRules().code();
      case EMPLOYER, ISSUANCE -> configuration.employerRules().code();
    };
  }

  /** When wrong passwords close. */
  LadderPolicy lockout(Portal portal) {
    return switch (portal) {
      case MYPAGE -> configuration.mypageRules().lockout().ladder();
      case STAFF -> configuration.staffRules().lockout().ladder();
      case EMPLOYER, ISSUANCE -> configuration.employerRules().lockout();
    };
  }

  /** Every form, with what passwords and user IDs must be. */
  Forms forms() {
    return Forms.with(types(configuration));
  }

  /** The figures that the help pages of the employer portal name (EMP-10). */
  JsonObject employerFigures() {
    var rules = configuration.employerRules();
    return new JsonObject()
        .put("days", rules.certificate().days())
        .put("renewal", rules.certificate().renewalDays())
        .put("tries", rules.lockout().tries())
        .put("closed", rules.lockout().closedFor().toMinutes())
        .put("blocks", rules.lockout().blocksAt());
  }

  /** The types of fields that policies decide. */
  static Map<String, JsonObject> types(Configuration configuration) {
    return Map.of(
        "password-mypage", configuration.mypageRules().password().type(),
        "password-employer", configuration.employerRules().password().type(),
        "user-id", configuration.employerRules().userId().type());
  }
}
