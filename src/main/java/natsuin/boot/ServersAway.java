package natsuin.boot;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import natsuin.pg.Database;

/** Tells what goes by when the same program is started again from what only people can mend. */
final class ServersAway {
  private ServersAway() {}

  /** Whether a start failed because a server was not there, or went meanwhile. */
  static boolean explain(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (isAway(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAway(Throwable fault) {
    return switch (fault) {
      case SocketException broken -> true;
      case SocketTimeoutException silent -> true;
      case UnknownHostException unknown -> true; // so is every name while the name server is away
      case ClosedChannelException cut -> true;
      case SQLException told -> isAway(told);
      case IOException file -> false; // of keys, as a rule
      default ->
          Database.translate(fault) instanceof FailureException said
              && said.failure() instanceof Failure.Unavailable;
    };
  }

  /**
   * SQLSTATE classes 08 connection exception, 53 insufficient resources, 57 operator intervention.
   */
  private static boolean isAway(SQLException told) {
    String state = String.valueOf(told.getSQLState());
    return state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
  }
}
