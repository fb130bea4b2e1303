package natsuin.enrolment;

import java.time.InstantSource;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.fields.Forms;
import natsuin.otp.ClientSends;
import natsuin.otp.Otp;
import natsuin.outbox.Outbox;
import natsuin.pg.Database;
import natsuin.registration.Register;
import natsuin.requests.CertificateRequests;

/**
 * What this story stands on.
 *
 * @param clients limits what one client may ask for
 * @param baseUrl how customers reach this service, without a slash at its end
 * @param bankName as it stands on the leaflet
 */
public record Ground(
    Database database,
    InstantSource clock,
    Forms forms,
    Otp otp,
    ClientSends clients,
    Outbox outbox,
    Register register,
    CertificateRequests requests,
    Audit audit,
    Announcements announcements,
    String baseUrl,
    String bankName) {}
