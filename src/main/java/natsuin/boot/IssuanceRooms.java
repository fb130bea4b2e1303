package natsuin.boot;

import java.util.List;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.http.Routes;
import natsuin.mandates.MandateTools;
import natsuin.mandates.Mandates;
import natsuin.otp.ServerHalves;
import natsuin.vault.EnvelopeKeys;

/** Assembles powers of attorney and the issue of certificates. */
final class IssuanceRooms {
  private final Mandates mandates;

  IssuanceRooms(Node node, Duties duties, SigningRooms signing) {
    this.mandates = mandates(node, duties, signing);
  }

  /** Powers of attorney, for whoever needs one. */
  Mandates mandates() {
    return mandates;
  }

  /** What these rooms offer over HTTP. */
  List<Routes> routes() {
    return mandates.routes();
  }

  private static Mandates mandates(Node node, Duties duties, SigningRooms signing) {
    var configuration = node.configuration();
    var keys = new ContentKeyStore(new EnvelopeKeys(node.keys().master()), node.clock());
    return new Mandates(
        new MandateTools(
            node.database(),
            new DocumentStore(keys, node.clock()),
            keys,
            signing.credentials(),
            signing.pin(),
            signing.atOnce(),
            duties.otp(),
            new ServerHalves(node.redis()),
            duties.outbox(),
            duties.audit(),
            signing.computing(),
            node.clock(),
            configuration.bank().name(),
            configuration.ceremony().useWithin(),
            configuration.http().bodyLimit(),
            configuration.mandates()));
  }
}
