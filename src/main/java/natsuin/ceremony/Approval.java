package natsuin.ceremony;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import natsuin.signing.ToSign;

/**
 * What exactly somebody approves with PIN and code: this contract, this signer, this certificate,
 * and these documents as they were uploaded. Bound to the uploaded files and not to the newest
 * revisions, because a co-signer's signature that is appended in between changes nothing of what
 * was read; that revisions only ever append to those files is checked again before the key acts.
 */
record Approval(UUID contract, UUID signer, String serial, List<ToSign> documents) {
  private static final String FORM = "natsuin-approval-1";

  Approval {
    documents = List.copyOf(documents);
  }

  /** SHA-256 over all of it; the code is bound to this. */
  byte[] digest() {
    var text = new StringBuilder(FORM).append('\n');
    text.append(contract).append('\n').append(signer).append('\n').append(serial).append('\n');
    for (ToSign document : documents) {
      text.append(document.document()).append(' ').append(hex(document)).append('\n');
    }
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * For the trail, which outlives the documents: no digest by which somebody could recognize them.
   */
  JsonArray documentIds() {
    var list = new JsonArray();
    documents.forEach(document -> list.add(document.document().toString()));
    return list;
  }

  /** For the request, which is erased with its contract: {@code [{document, revision, sha256}]}. */
  JsonArray json() {
    var list = new JsonArray();
    for (ToSign document : documents) {
      list.add(
          new JsonObject()
              .put("document", document.document().toString())
              .put("revision", 0)
              .put("sha256", hex(document)));
    }
    return list;
  }

  private static String hex(ToSign document) {
    return HexFormat.of().formatHex(document.sha256());
  }
}
