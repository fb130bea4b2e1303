package natsuin.boot;

import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.bus.ChannelName;
import natsuin.fields.Forms;
import natsuin.letters.Letters;
import natsuin.lockout.Throttle;
import natsuin.notices.Notices;
import natsuin.otp.Otp;
import natsuin.outbox.MailTemplates;
import natsuin.outbox.Outbox;
import natsuin.passwords.Passwords;
import natsuin.pki.BouncyArgon2;
import natsuin.registration.Register;
import natsuin.requests.CertificateRequests;
import natsuin.sessions.Sessions;
import natsuin.vault.Argon2;
import natsuin.vault.KeyedHash;
import natsuin.vault.PasswordHash;
import natsuin.vault.SecretBox;
import natsuin.vault.SodiumArgon2;

/** The trades that several stories of one node share. */
public record Duties(
    Forms forms,
    Passwords passwords,
    Announcements announcements,
    Audit audit,
    SecretBox mailBox,
    Outbox outbox,
    Notices notices,
    Letters letters,
    Otp otp,
    Sessions sessions,
    CertificateRequests requests,
    Throttle throttle,
    Register register) {

  /**
   * The trades on this node's ground.
   *
   * @throws IOException if the operator's mail templates cannot be read
   */
  public static Duties on(Node node) throws IOException {
    var configuration = node.configuration();
    var keys = node.keys().master();
    var announcements = new Announcements();
    var mailBox = new SecretBox(keys, "outbox-mail");
    var bank = configuration.bank();
    var bus = node.vertx().eventBus();
    var audit = new Audit(node.clock());
    var hash = new PasswordHash(argon2(), configuration.passwords().parameters());
    var rules = new PortalRules(configuration);
    var forms = rules.forms();
    var otp = new Otp(node.redis(), node.clock(), rules::code, new KeyedHash(keys, "otp"));
    var outbox =
        new Outbox(
            node.clock(),
            MailTemplates.with(configuration.mail()),
            bank.name(),
            bank.nameLatin(),
            mailBox,
            configuration.mail().record(),
            () -> bus.publish(ChannelName.OUTBOX.address(), ""));
    var notices = new Notices(node.database(), node.clock(), announcements);
    var requests = new CertificateRequests(audit, announcements, node.clock());
    return new Duties(
        forms,
        passwords(
            node,
            new Passwords.Ground(
                node.vertx(),
                node.database(),
                node.redis(),
                node.clock(),
                keys,
                hash,
                otp,
                outbox,
                audit,
                announcements),
            forms),
        announcements,
        audit,
        mailBox,
        outbox,
        notices,
        new Letters(outbox, notices, configuration.http().baseUrl()),
        otp,
        new Sessions(
            node.vertx(),
            node.database(),
            node.clock(),
            configuration.sessions(),
            new KeyedHash(keys, "sessions").of("jwt".getBytes(StandardCharsets.UTF_8)),
            announcements),
        requests,
        new Throttle(node.redis(), configuration.throttle(), new KeyedHash(keys, "throttle")),
        new Register(
            new Register.Ground(
                hash, hashing(node), outbox, notices, requests, audit, node.clock()),
            configuration.mypageRules().temporaryPassword(),
            configuration.http().baseUrl()));
  }

  private static Passwords passwords(Node node, Passwords.Ground ground, Forms forms) {
    var configuration = node.configuration();
    return node.life()
        .closing(
            "passwords",
            new Passwords(
                ground, configuration.passwords(), new PortalRules(configuration)::lockout, forms));
  }

  private static WorkerExecutor hashing(Node node) {
    var workers = node.vertx().createSharedWorkerExecutor("temporary-passwords", 1);
    node.life().onStop("temporary passwords", () -> workers.close().await());
    return workers;
  }

  /** The fast library where there is one for this platform. */
  static Argon2 argon2() {
    return SodiumArgon2.load()
        .<Argon2>map(fast -> fast)
        .orElse(
            (secret, salt, cost, length) ->
                BouncyArgon2.hash(secret, salt, cost.memoryKib(), cost.iterations(), 1, length));
  }
}
