package natsuin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import natsuin.boot.Node;
import natsuin.testkit.Browser.Answer;

/**
 * The computer of an employer's user: {@code seat.issues().logsIn()}. Every step has to succeed;
 * those that a test looks at itself are there one by one.
 */
public final class EmployerSeat {
  /** Where everything about an issue is. */
  public static final String ISSUANCE = "/api/employer/issuance";

  private final World world;
  private final Node node;
  private final Employers.Member member;
  private Browser browser;
  private byte[] file = {};

  /** A computer without a certificate, at the world's first node. */
  public EmployerSeat(World world, Employers.Member member) {
    this(world, world.node(), member);
  }

  /** The same at that node. */
  public EmployerSeat(World world, Node node, Employers.Member member) {
    this.world = world;
    this.node = node;
    this.member = member;
    this.browser = Browser.overTls(world, node, TlsClient.anonymous());
  }

  /** ④ to ⑧: afterwards the file is here. */
  public EmployerSeat issues() {
    authenticates();
    return fetches("p12", "ec-p256").received();
  }

  /** ④ and ⑤: the right password and the right code. */
  public EmployerSeat authenticates() {
    int mails = world.mailTo(member.email()).size();
    expect(202, password(Employers.PASSWORD));
    expect(200, code(browser.nextCode(member.email(), mails)));
    return this;
  }

  /** ⑥: 「発行」. */
  public EmployerSeat fetches(String format, String algorithm) {
    file = expect(200, issue(format, algorithm)).bytes();
    return this;
  }

  /** Confirms that the file is here. */
  public EmployerSeat received() {
    expect(204, receipt(file));
    return this;
  }

  /** By mutual TLS with the file's certificate, user ID and password. */
  public EmployerSeat logsIn() {
    browser = Browser.overTls(world, node, TlsClient.with(file, Employers.PASSWORD));
    expect(200, logIn(Employers.PASSWORD));
    return this;
  }

  /** Imports a file that was issued elsewhere. */
  public EmployerSeat imports(byte[] p12) {
    file = p12.clone();
    return this;
  }

  /** The login alone, at the connection that there is. */
  public Answer logIn(String password) {
    return browser.post(
        "/api/employer/session",
        new JsonObject().put("userId", member.userId()).put("password", password));
  }

  /** ④ alone. */
  public Answer password(String password) {
    return browser.post(
        ISSUANCE, new JsonObject().put("userId", member.userId()).put("password", password));
  }

  /** ⑤ alone. */
  public Answer code(String code) {
    return browser.post(ISSUANCE + "/code", new JsonObject().put("code", code));
  }

  /** ⑥ alone. */
  public Answer issue(String format, String algorithm) {
    return browser.post(
        ISSUANCE + "/certificate",
        new JsonObject().put("format", format).put("algorithm", algorithm));
  }

  /** The receipt alone. */
  public Answer receipt(byte[] received) {
    return browser.post(ISSUANCE + "/receipt", new JsonObject().put("sha256", sha256(received)));
  }

  /** The browser as it is now. */
  public Browser browser() {
    return browser;
  }

  public Employers.Member member() {
    return member;
  }

  /** The PKCS#12 file. */
  public byte[] file() {
    return file.clone();
  }

  /** The user's certificate in the file. */
  public X509Certificate certificate() {
    try {
      var store = store();
      return (X509Certificate) store.getCertificate(store.aliases().nextElement());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Its key. */
  public PrivateKey privateKey() {
    try {
      var store = store();
      return (PrivateKey)
          store.getKey(store.aliases().nextElement(), Employers.PASSWORD.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private KeyStore store() throws GeneralSecurityException {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(file), Employers.PASSWORD.toCharArray());
      return store;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Its serial number as the record has it. */
  public String serial() {
    return certificate().getSerialNumber().toString(16);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Answer expect(int status, Answer answer) {
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(status);
    return answer;
  }
}
