package natsuin.enrolment;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;
import natsuin.users.Branch;
import natsuin.users.StaffStore;

/** The bank's branches, as the outside names them: by code. */
final class Branches {
  private Branches() {}

  static Future<Optional<Branch>> of(SqlClient db, String code) {
    return StaffStore.branches(db)
        .map(all -> all.stream().filter(branch -> branch.code().equals(code)).findFirst());
  }

  static JsonObject json(Branch branch) {
    return new JsonObject()
        .put("code", branch.code())
        .put("name", branch.name())
        .put("nameLatin", branch.nameLatin());
  }
}
