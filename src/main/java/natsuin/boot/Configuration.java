package natsuin.boot;

import java.nio.file.Path;
import java.util.List;
import natsuin.cluster.ClusterConfiguration;
import natsuin.http.HttpConfiguration;
import natsuin.outbox.SmtpConfiguration;
import natsuin.pg.PostgresConfiguration;
import natsuin.redis.RedisConfiguration;
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
    PostgresConfiguration postgres,
    RedisConfiguration redis,
    SmtpConfiguration smtp,
    ClusterConfiguration cluster,
    LogConfiguration log) {

  /** Whose servers these are. */
  public enum Mode {
    /** Started beside the program, for development and trial. */
    EMBEDDED,
    /** The operator's. */
    EXTERNAL
  }

  /** The same with nothing left open: free ports chosen, addresses filled in. */
  public Configuration settled() {
    return with(http.settled(), postgres, redis, smtp);
  }

  /** The same with other servers behind it. */
  public Configuration on(
      PostgresConfiguration otherPostgres,
      RedisConfiguration otherRedis,
      SmtpConfiguration otherSmtp) {
    return with(http, otherPostgres, otherRedis, otherSmtp);
  }

  /** The same as a further node beside these. */
  public Configuration joining(List<String> members) {
    var other =
        new ClusterConfiguration(
            cluster.name(), cluster.host(), cluster.port(), cluster.busPort(), members);
    return new Configuration(mode, data, bank, http, postgres, redis, smtp, other, log);
  }

  private Configuration with(
      HttpConfiguration otherHttp,
      PostgresConfiguration otherPostgres,
      RedisConfiguration otherRedis,
      SmtpConfiguration otherSmtp) {
    return new Configuration(
        mode, data, bank, otherHttp, otherPostgres, otherRedis, otherSmtp, cluster, log);
  }
}
