package natsuin.kernel;

import java.util.UUID;

/** Who does something: a customer's user, a member of the bank's staff, or the program itself. */
public sealed interface Actor {

  /** How the audit trail names this actor: kind and identifier, never a personal name. */
  String label();

  /** A user of an organization, logged in to MyPage. */
  record User(UUID id, UUID organization, UserRole role, UUID session) implements Actor {
    @Override
    public String label() {
      return "user:" + id;
    }
  }

  /** A member of the bank's staff, logged in with the second factor. */
  record Staff(UUID id, UUID branch, StaffRole role, UUID session) implements Actor {
    @Override
    public String label() {
      return "staff:" + id;
    }
  }

  /** An employer's user, logged in by mutual TLS (EMP-8). */
  record Employer(UUID id, UUID employer, EmployerRole role, UUID session) implements Actor {
    @Override
    public String label() {
      return "employer-user:" + id;
    }
  }

  /** An employer's user who gets a client certificate, and may do nothing else (EMP-6). */
  record Candidate(UUID id, UUID employer, UUID session) implements Actor {
    @Override
    public String label() {
      return "employer-user:" + id;
    }
  }

  /** A screen on a branch's wall: sees that branch's dashboard and nothing else (STAFF-3). */
  record Wall(UUID id, UUID branch) implements Actor {
    @Override
    public String label() {
      return "wall:" + id;
    }
  }

  /** The program itself: a worker, a scheduler, the first start. */
  record Service(String name) implements Actor {
    @Override
    public String label() {
      return "service:" + name;
    }
  }

  /** Somebody not logged in. */
  record Stranger() implements Actor {
    @Override
    public String label() {
      return "stranger";
    }
  }
}
