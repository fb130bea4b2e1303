package natsuin.mandates;

import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.MailAddresses;
import natsuin.uploads.FileState;
import natsuin.uploads.UploadedFile;
import natsuin.users.UserStore;
import org.jspecify.annotations.Nullable;

/** A power of attorney as its grantor sees it: {@code Mandate} of mandates.yaml. */
final class MandateView {
  private final MandateTools tools;

  MandateView(MandateTools tools) {
    this.tools = tools;
  }

  /**
   * As it stands now. On a virtual thread.
   *
   * @param here the request whose other half this browser holds
   */
  JsonObject of(Actor.User user, Mandate mandate, Optional<UUID> here) {
    var json =
        new JsonObject()
            .put("id", mandate.id().toString())
            .put("kind", mandate.kind().code())
            .put("purpose", mandate.purpose().code())
            .put("state", mandate.state().code())
            .put("madeOn", mandate.madeOn().toString())
            .put("fileName", mandate.fileName())
            .put("own", mandate.grantor().equals(user.id()));
    mandate.agent().ifPresent(agent -> json.put("agent", agent(agent)));
    mandate.signedAt().ifPresent(at -> json.put("signedAt", at.toString()));
    mandate.validUntil().ifPresent(at -> json.put("validUntil", at.toString()));
    return switch (mandate.kind()) {
      case PAPER -> json.put("file", file(mandate));
      case SYSTEM -> {
        json.put("sha256", HexFormat.of().formatHex(mandate.draftSha256()));
        yield mandate.grantor().equals(user.id()) ? ceremony(user, mandate, here, json) : json;
      }
    };
  }

  /** The scan of one on paper, as it goes on. */
  private @Nullable JsonObject file(Mandate mandate) {
    return tools.uploads().of(tools.database().client(), mandate.id()).await().stream()
        .findFirst()
        .map(MandateView::file)
        .orElse(null);
  }

  private static JsonObject file(UploadedFile file) {
    var json =
        new JsonObject()
            .put("fileName", file.fileName())
            .put("size", file.size())
            .put("pages", file.pages())
            .put("scanned", file.scanned())
            .put("state", file.state().code());
    String finding = file.finding();
    return finding == null
        ? json
        : json.put(file.state() == FileState.INFECTED ? "virus" : "reason", finding);
  }

  private JsonObject ceremony(
      Actor.User user, Mandate mandate, Optional<UUID> here, JsonObject json) {
    var credential = tools.credentials().ofUser(user.id()).await();
    credential.ifPresent(known -> json.put("credentialId", known.credentialId()));
    if (mandate.state() != Mandate.State.DRAFT) {
      return json.put("step", mandate.state() == Mandate.State.SIGNING ? "signing" : "done");
    }
    var live =
        MandateRequestStore.live(tools.database().client(), mandate.id(), tools.clock().instant())
            .await()
            .filter(
                request -> credential.filter(c -> c.id().equals(request.credential())).isPresent());
    live.ifPresent(request -> json.put("request", request(user, request, here)));
    return json.put("step", live.map(MandateView::step).orElse("pin"));
  }

  private static String step(MandateRequest request) {
    return request.state() == MandateRequest.State.AUTHORIZED ? "sign" : "code";
  }

  private JsonObject request(Actor.User user, MandateRequest request, Optional<UUID> here) {
    String address =
        UserStore.find(tools.database().client(), user.id()).await().orElseThrow().email();
    return new JsonObject()
        .put("id", request.id().toString())
        .put("state", request.state().code())
        .put("here", here.filter(request.id()::equals).isPresent())
        .put("sentTo", MailAddresses.masked(address))
        .put("expiresAt", request.expiresAt().toString());
  }

  private static JsonObject agent(Agent agent) {
    var json =
        new JsonObject()
            .put("name", agent.name())
            .put("kana", agent.kana())
            .put("role", agent.role().code());
    agent.user().ifPresent(user -> json.put("user", user.toString()));
    return json;
  }
}
