package natsuin.signing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/**
 * What the story knows and this room does not: whether somebody may still sign, and what follows
 * when he has. What is given a transaction belongs to it.
 */
public interface SigningDesk {

  /** Asked right before the key acts. */
  Future<Permission> permission(JobSubject subject);

  /**
   * Keeps the contract as it is until the transaction ends; false if it was refused or withdrawn
   * before.
   */
  Future<Boolean> hold(SqlConnection tx, JobSubject subject);

  /** Every document of the job is sealed. */
  Future<Void> finished(SqlConnection tx, JobSubject subject);

  /**
   * The job ends and not every document is sealed; the signer has to begin again if he still may.
   *
   * @param code why, for message files
   */
  Future<Void> abandoned(SqlConnection tx, JobSubject subject, String code);
}
