package natsuin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;

/** The computer of an employer's user who gets his file. */
final class EmployersComputer {
  private static final String ISSUANCE = "/api/employer/issuance";

  private final URI base;
  private final String userId;
  private final String password;
  private final String email;
  private final URI mailbox;
  private Caller caller;

  EmployersComputer(URI base, URI mailbox, String userId, String password, String email) {
    this.base = base;
    this.mailbox = mailbox;
    this.userId = userId;
    this.password = password;
    this.email = email;
    this.caller = new Caller(base);
  }

  /** Password and code. */
  EmployersComputer authenticates() {
    var mails = new Mailbox(new Browser(mailbox, "ja"), email);
    caller = new Caller(base);
    var entered = new JsonObject().put("userId", userId).put("password", password);
    var first = caller.send("POST", ISSUANCE, entered);
    assertThat(first.status()).as(first.json().encode()).isEqualTo(202);
    var code = new JsonObject().put("code", mails.nextCode());
    assertThat(caller.send("POST", ISSUANCE + "/code", code).status()).isEqualTo(200);
    return this;
  }

  /** 「発行」. */
  Caller.Answer issue() {
    var wish = new JsonObject().put("format", "p12").put("algorithm", "ec-p256");
    return caller.send("POST", ISSUANCE + "/certificate", wish);
  }

  /** Comes anew and tries again; whether there is a file now. */
  boolean getsFile() {
    var answer = issue();
    if (answer.status() == 401) {
      authenticates(); // the password is kept for one try
      answer = issue();
    }
    return answer.status() == 200;
  }
}
