package natsuin.enrolment;

import java.time.InstantSource;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.fields.Forms;
import natsuin.lockout.Throttle;
import natsuin.notices.Notices;
import natsuin.otp.Otp;
import natsuin.outbox.Outbox;
import natsuin.pg.Database;
import natsuin.registration.Register;
import natsuin.requests.CertificateRequests;

/**
 * What this story stands on.
 *
 * @param throttle slows strangers down
 * @param sender whom our mails come from, so that applicants can let them in
 * @param baseUrl how customers reach this service, without a slash at its end
 * @param bankName as it stands on the leaflet
 */
public record Ground(
    Database database,
    InstantSource clock,
    Forms forms,
    Otp otp,
    Throttle throttle,
    String sender,
    Outbox outbox,
    Notices notices,
    Register register,
    CertificateRequests requests,
    Audit audit,
    Announcements announcements,
    String baseUrl,
    String bankName) {}
