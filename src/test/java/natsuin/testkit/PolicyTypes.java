package natsuin.testkit;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import natsuin.boot.Configuration;
import natsuin.boot.ConfigurationReader;

/** The types of fields that policies decide, as a node makes them. */
public final class PolicyTypes {
  private PolicyTypes() {}

  /** With these keys of the configuration set. */
  public static Map<String, JsonObject> of(Map<String, String> keys) {
    Configuration configuration = ConfigurationReader.read(Optional.empty(), Map.of(), keys);
    return Map.of(
        "password-mypage", configuration.mypageRules().password().type(),
        "password-employer", configuration.employerRules().password().type(),
        "user-id", configuration.employerRules().userId().type());
  }
}
