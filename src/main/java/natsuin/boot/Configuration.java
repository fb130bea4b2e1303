package natsuin.boot;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import natsuin.ceremony.CeremonyConfiguration;
import natsuin.certificates.CertificateConfiguration;
import natsuin.cluster.ClusterConfiguration;
import natsuin.contracts.ContractConfiguration;
import natsuin.employers.EmployersConfiguration;
import natsuin.enrolment.EnrolmentConfiguration;
import natsuin.http.HttpConfiguration;
import natsuin.identity.IdentityConfiguration;
import natsuin.keeping.KeepingConfiguration;
import natsuin.lockout.ThrottleConfiguration;
import natsuin.login.LoginConfiguration;
import natsuin.maintenance.MaintenanceConfiguration;
import natsuin.mandates.MandateConfiguration;
import natsuin.members.MembersConfiguration;
import natsuin.outbox.MailConfiguration;
import natsuin.outbox.SmtpConfiguration;
import natsuin.passwords.PasswordConfiguration;
import natsuin.pg.PostgresConfiguration;
import natsuin.pki.PkiConfiguration;
import natsuin.redis.RedisConfiguration;
import natsuin.scanner.ScannerConfiguration;
import natsuin.schedule.ScheduleConfiguration;
import natsuin.sessions.SessionConfiguration;
import natsuin.signing.SigningConfiguration;
import natsuin.telemetry.TelemetryConfiguration;
import natsuin.uploads.UploadConfiguration;
import natsuin.web.BankConfiguration;

/**
 * Everything an operator decides, one record per room. A new section is one component here and one
 * block in {@code conf/natsuin.yaml}; component {@code poolSize} is key {@code pool-size}.
 */
public record Configuration(
    Mode mode,
    Path data,
    BankConfiguration bank,
    HttpConfiguration http,
    EmployersConfiguration employers,
    ThrottleConfiguration throttle,
    KeysConfiguration keys,
    PkiConfiguration pki,
    PostgresConfiguration postgres,
    RedisConfiguration redis,
    SmtpConfiguration smtp,
    MailConfiguration mail,
    PasswordConfiguration passwords,
    SessionConfiguration sessions,
    Map<String, PolicyConfiguration> policies,
    PortalConfiguration portals,
    LoginConfiguration login,
    MaintenanceConfiguration maintenance,
    EnrolmentConfiguration enrolment,
    MembersConfiguration members,
    CertificateConfiguration certificates,
    ContractConfiguration contracts,
    KeepingConfiguration keeping,
    CeremonyConfiguration ceremony,
    MandateConfiguration mandates,
    SigningConfiguration signing,
    ScheduleConfiguration schedule,
    ScannerConfiguration scanner,
    UploadConfiguration uploads,
    IdentityConfiguration identity,
    ClusterConfiguration cluster,
    TelemetryConfiguration telemetry,
    LogConfiguration log) {

  /** What one section demands of another. */
  public Configuration {
    policies = Map.copyOf(policies);
    follows("mypage", portals.mypage(), policies);
    follows("staff", portals.staff(), policies);
    follows("employer", portals.employer(), policies);
    if (mode == Mode.EXTERNAL && keys.directory().isEmpty()) {
      throw new IllegalArgumentException(
          "keys.directory: must be given where mode is external: every node needs the same keys");
    }
    if (mode == Mode.EXTERNAL && !scanner.present()) {
      throw new IllegalArgumentException(
          "scanner.addresses: must be given where mode is external: no file passes unscanned");
    }
  }

  private static void follows(
      String portal, String policy, Map<String, PolicyConfiguration> policies) {
    if (!policies.containsKey(policy)) {
      throw new IllegalArgumentException(
          "portals.%s: must be %s, and is '%s'"
              .formatted(portal, String.join(" or ", new TreeSet<>(policies.keySet())), policy));
    }
  }

  private PolicyConfiguration policy(String name) {
    return Objects.requireNonNull(policies.get(name), name);
  }

  /** The rules of MyPage. */
  public PolicyConfiguration.Mypage mypageRules() {
    return policy(portals.mypage()).mypage();
  }

  /** The rules of the staff's entrance. */
  public PolicyConfiguration.Staff staffRules() {
    return policy(portals.staff()).staff();
  }

  /** The rules of the employer portal. */
  public PolicyConfiguration.Employer employerRules() {
    return policy(portals.employer()).employer();
  }

  /** Whose servers these are. */
  public enum Mode {
    /** Started beside the program, for development and trial. */
    EMBEDDED,
    /** Those of a trial with several nodes, started by {@code bin/cluster}. */
    ATTACHED,
    /** The operator's. */
    EXTERNAL;

    /** Whether demo data, their passwords and a mailbox for everybody may be there. */
    public boolean isTrial() {
      return this != EXTERNAL;
    }
  }

  /** The same with nothing left open: free ports chosen, addresses filled in. */
  public Configuration settled() {
    HttpConfiguration settled = http.settled();
    return with(
        settled,
        employers.settled(settled.httpsPort()),
        keys,
        postgres,
        redis,
        smtp,
        scanner,
        cluster);
  }

  /** The same with other servers behind it. */
  public Configuration on(
      PostgresConfiguration otherPostgres,
      RedisConfiguration otherRedis,
      SmtpConfiguration otherSmtp) {
    return with(http, employers, keys, otherPostgres, otherRedis, otherSmtp, scanner, cluster);
  }

  /** The same with another virus scanner. */
  public Configuration scannedBy(ScannerConfiguration other) {
    return with(http, employers, keys, postgres, redis, smtp, other, cluster);
  }

  /** The same with keys kept elsewhere. */
  public Configuration keeping(KeysConfiguration otherKeys) {
    return with(http, employers, otherKeys, postgres, redis, smtp, scanner, cluster);
  }

  /** The same as a further node beside these. */
  public Configuration joining(List<String> members) {
    return with(http, employers, keys, postgres, redis, smtp, scanner, cluster.joining(members));
  }

  private Configuration with(
      HttpConfiguration newHttp,
      EmployersConfiguration newEmployers,
      KeysConfiguration newKeys,
      PostgresConfiguration newPostgres,
      RedisConfiguration newRedis,
      SmtpConfiguration newSmtp,
      ScannerConfiguration newScanner,
      ClusterConfiguration newCluster) {
    return new Configuration(
        mode,
        data,
        bank,
        newHttp,
        newEmployers,
        throttle,
        newKeys,
        pki,
        newPostgres,
        newRedis,
        newSmtp,
        mail,
        passwords,
        sessions,
        policies,
        portals,
        login,
        maintenance,
        enrolment,
        members,
        certificates,
        contracts,
        keeping,
        ceremony,
        mandates,
        signing,
        schedule,
        newScanner,
        uploads,
        identity,
        newCluster,
        telemetry,
        log);
  }
}
