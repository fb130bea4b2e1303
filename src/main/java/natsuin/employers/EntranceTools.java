package natsuin.employers;

import java.time.InstantSource;
import natsuin.audit.Audit;
import natsuin.certificates.ClientCertificates;
import natsuin.certificates.ClientValidity;
import natsuin.kernel.ByteSize;
import natsuin.lockout.Throttle;
import natsuin.passwords.CheckPassword;
import natsuin.pg.Database;
import natsuin.sessions.Sessions;

/** What entering the portal needs of the duties and the ground. */
public record EntranceTools(
    Database database,
    InstantSource clock,
    ClientCertificates certificates,
    ClientValidity validity,
    CheckPassword passwords,
    Sessions sessions,
    Audit audit,
    Throttle throttle,
    ByteSize bodyLimit) {}
