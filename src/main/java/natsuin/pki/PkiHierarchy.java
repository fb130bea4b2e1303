package natsuin.pki;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The service's own hierarchy: a root, an authority under it that issues, and the three keys that
 * work every day. The certificates of {@link #operational} have serial numbers of the issuing
 * authority that belong on its record like any other.
 *
 * @param root trusted by relying parties; signs the issuing authority and its own list
 * @param issuing the authority that certifies users
 * @param ocsp answers for the issuing authority
 * @param tsa stamps time
 * @param seal the bank's own, last on every contract
 */
public record PkiHierarchy(
    SigningIdentity root,
    Authority issuing,
    SigningIdentity ocsp,
    SigningIdentity tsa,
    SigningIdentity seal) {
  private static final String ROOT = "root";
  private static final String ISSUING = "issuing";
  private static final Duration RENEWED_BEFORE_END = Duration.ofDays(60);

  /** Whatever is stamped can be believed for so long at least, and be stamped anew meanwhile. */
  private static final Duration SHORTEST_ARCHIVE = Duration.ofDays(2 * 365);

  /**
   * Opens the hierarchy in this PKCS#12 file. What is missing is made, and what ends within 60 days
   * (the timestamp authority: two years) is made anew, so the first call creates everything. A
   * crash leaves the file as it was before.
   *
   * @param password of the file and the keys in it
   * @throws IOException when the file is damaged or the password is another one
   */
  public static PkiHierarchy openOrCreate(
      Path file, char[] password, HierarchyPlan plan, InstantSource clock) throws IOException {
    KeyStoreFile store = KeyStoreFile.open(file, password);
    Maker maker = new Maker(store, plan, clock);
    PkiHierarchy hierarchy = maker.hierarchy();
    if (maker.changed) {
      store.save();
    }
    return hierarchy;
  }

  /** Certificates that the issuing authority gave to the service itself. */
  public List<X509Certificate> operational() {
    return List.of(ocsp.certificate(), tsa.certificate(), seal.certificate());
  }

  /** Finds keys in the store and makes those that are missing or near their end. */
  private static final class Maker {
    private final KeyStoreFile store;
    private final HierarchyPlan plan;
    private final InstantSource clock;
    private boolean changed;

    Maker(KeyStoreFile store, HierarchyPlan plan, InstantSource clock) {
      this.store = store;
      this.plan = plan;
      this.clock = clock;
    }

    PkiHierarchy hierarchy() {
      SigningIdentity root = store.identity(ROOT).orElseGet(this::makeRoot);
      SigningIdentity issuing = store.identity(ISSUING).orElseGet(() -> makeIssuing(root));
      Authority authority =
          new Authority(issuing, plan.issuingAddresses(), plan.certificatePolicy(), clock);
      return new PkiHierarchy(
          root,
          authority,
          operational(
              "ocsp", "OCSP", CertificateProfile.OCSP_RESPONDER, authority, RENEWED_BEFORE_END),
          operational(
              "tsa",
              "Timestamp Authority",
              CertificateProfile.TIMESTAMP,
              authority,
              SHORTEST_ARCHIVE),
          operational("seal", "Seal", CertificateProfile.BANK_SEAL, authority, RENEWED_BEFORE_END));
    }

    private SigningIdentity makeRoot() {
      return keep(
          ROOT, CaCertificates.root(plan.algorithm(), plan.name("Root CA"), clock.instant()));
    }

    private SigningIdentity makeIssuing(SigningIdentity root) {
      return keep(
          ISSUING,
          CaCertificates.issuing(
              root,
              plan.algorithm(),
              plan.name("Issuing CA"),
              plan.rootAddresses(),
              plan.certificatePolicy(),
              clock.instant()));
    }

    private SigningIdentity operational(
        String alias,
        String role,
        CertificateProfile profile,
        Authority authority,
        Duration beforeEnd) {
      Optional<SigningIdentity> present =
          store.identity(alias).filter(identity -> lasts(identity, beforeEnd));
      return present.orElseGet(() -> keep(alias, issue(role, profile, authority)));
    }

    /** Towards the end of the authority itself nothing newer would last longer. */
    private boolean lasts(SigningIdentity identity, Duration beforeEnd) {
      Instant needed = clock.instant().plus(beforeEnd);
      Instant longest = authorityEnd(identity).minus(Duration.ofDays(1));
      return TrustAnchors.validAt(
          identity.certificate(), needed.isAfter(longest) ? longest : needed);
    }

    private static Instant authorityEnd(SigningIdentity identity) {
      return identity.chain().get(1).getNotAfter().toInstant();
    }

    private SigningIdentity issue(String role, CertificateProfile profile, Authority authority) {
      KeyPair pair = plan.algorithm().generate();
      CertificateRequest request =
          new CertificateRequest(profile, plan.name(role), pair.getPublic());
      List<X509Certificate> chain = new ArrayList<>();
      chain.add(authority.issue(authority.prepare(request, validity(profile, authority))));
      chain.addAll(authority.identity().chain());
      return new SigningIdentity(pair.getPrivate(), chain);
    }

    private Period validity(CertificateProfile profile, Authority authority) {
      ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
      Instant end = authority.identity().certificate().getNotAfter().toInstant();
      return now.plus(profile.validity()).toInstant().isAfter(end)
          ? Period.ofDays(Math.toIntExact(ChronoUnit.DAYS.between(now.toInstant(), end)))
          : profile.validity();
    }

    private SigningIdentity keep(String alias, SigningIdentity identity) {
      store.put(alias, identity);
      changed = true;
      return identity;
    }
  }
}
