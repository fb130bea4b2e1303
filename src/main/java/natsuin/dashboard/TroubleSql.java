package natsuin.dashboard;

/**
 * What makes a contract need somebody, worst first: a signature that fails, a signer who was
 * deleted, what could not be renewed or erased in time, a deadline that passed, a refusal of these
 * days. Written once, so that rows and totals agree.
 */
final class TroubleSql {
  private TroubleSql() {}

  /** That job {@code j} failed, or is tried again, and nothing newer took its place. */
  static final String FAILS =
      """
      j.last_error is not null and j.state in ('queued', 'running', 'failed')
      and not exists (select from signing_job later
                       where later.contract_id = j.contract_id and later.created_at > j.created_at
                         and later.signer_id is not distinct from j.signer_id)
      """;

  /** Joins {@code t} (code, since, attempts) to contract {@code c}; $1 now, $2 the bank's day. */
  static final String JOIN =
      """
      left join lateral (
        select * from (
          (select 1 as rank, j.last_error as code, j.created_at as since, j.attempts
             from signing_job j
            where j.contract_id = c.id and c.state in ('signing', 'signed', 'concluding')
              and %s
            order by j.created_at limit 1)
          union all
          (select 2, 'signer-deleted', u.deleted_at, 0
             from contract_signer s join app_user u on u.id = s.user_id
            where s.contract_id = c.id and c.state = 'signing'
              and s.state in ('waiting', 'invited') and u.deleted_at is not null
            order by u.deleted_at limit 1)
          union all
          (select 3, k.code, k.since, k.attempts from keeping_trouble k
            where k.contract_id = c.id order by k.since limit 1)
          union all
          select 4, 'deadline-passed', (c.sign_by + 1)::timestamp at time zone 'Asia/Tokyo', 0
           where c.state = 'signing' and c.sign_by < $2::date
          union all
          select 5, 'refused', c.ended_at, 0
           where c.state = 'refused' and c.ended_at > $1::timestamptz - interval '7 days'
        ) every order by rank limit 1
      ) t on true
      left join contract_care k
        on k.contract_id = c.id and k.trouble = t.code and k.taken_at >= t.since
      """
          .formatted(FAILS);

  /** Identifiers of a branch's contracts in trouble, taken or not; $1 now, $2 today, $3 branch. */
  static final String IDS =
      """
      select c.id from signing_job j join contract c on c.id = j.contract_id
       where c.branch_id = $3 and c.state in ('signing', 'signed', 'concluding') and %s
      union
      select c.id from contract c
        join contract_signer s on s.contract_id = c.id and s.state in ('waiting', 'invited')
        join app_user u on u.id = s.user_id and u.deleted_at is not null
       where c.branch_id = $3 and c.state = 'signing'
      union
      select k.contract_id from keeping_trouble k join contract c on c.id = k.contract_id
       where c.branch_id = $3
      union
      select c.id from contract c
       where c.branch_id = $3 and c.state = 'signing' and c.sign_by < $2::date
      union
      select c.id from contract c
       where c.branch_id = $3 and c.state = 'refused'
         and c.ended_at > $1::timestamptz - interval '7 days'
      """
          .formatted(FAILS);
}
