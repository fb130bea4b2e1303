package natsuin.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import natsuin.pki.KeyStoreFile;

/** Whether this service's own certificates are good now and for a while, link by link. */
final class CertificatesCheck implements Check {
  /** What is renewed by itself at a start is renewed 60 days before its end at the latest. */
  private static final Duration SOON = Duration.ofDays(45);

  /** An authority's successor takes a year to get known. */
  private static final Duration AUTHORITY_SOON = Duration.ofDays(365);

  private final Path directory;
  private final char[] password;
  private final InstantSource clock;

  CertificatesCheck(Path directory, char[] password, InstantSource clock) {
    this.directory = directory;
    this.password = password.clone();
    this.clock = clock;
  }

  @Override
  public String name() {
    return "certificates";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(5);
  }

  @Override
  public List<Finding> look() {
    var found = new ArrayList<Finding>();
    Map<X509Certificate, String> all;
    try {
      all = certificates(found);
    } catch (IOException unread) {
      return List.of(Finding.warning("certificates.unasked", directory.toString(), Map.of()));
    }
    all.forEach((certificate, subject) -> judge(subject, certificate).ifPresent(found::add));
    if (all.isEmpty()) {
      return List.of(Finding.warning("certificates.unasked", directory.toString(), Map.of()));
    }
    long shortest = all.keySet().stream().mapToLong(this::days).min().orElseThrow();
    return found.isEmpty()
        ? List.of(Finding.ok("certificates.fine", "", Map.of("n", all.size(), "days", shortest)))
        : found;
  }

  /**
   * Each once, by the name of its own where it has one: chains have their authorities in common.
   */
  private Map<X509Certificate, String> certificates(List<Finding> found) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files = listed.filter(file -> file.toString().endsWith(".p12")).sorted().toList();
    }
    Map<X509Certificate, String> own = new LinkedHashMap<>();
    Map<X509Certificate, String> above = new LinkedHashMap<>();
    for (Path file : files) {
      KeyStoreFile.open(file, password)
          .chains()
          .forEach(
              (name, chain) -> {
                String subject = file.getFileName() + ": " + name;
                own.putIfAbsent(chain.getFirst(), subject);
                chain.forEach(link -> above.putIfAbsent(link, subject + ", " + named(link)));
                if (!isLinked(chain)) {
                  found.add(Finding.error("certificates.broken-chain", subject, Map.of()));
                }
              });
    }
    above.forEach(own::putIfAbsent);
    return own;
  }

  private static String named(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }

  private long days(X509Certificate certificate) {
    return Duration.between(clock.instant(), certificate.getNotAfter().toInstant()).toDays();
  }

  private Optional<Finding> judge(String subject, X509Certificate it) {
    Instant now = clock.instant();
    Instant end = it.getNotAfter().toInstant();
    Map<String, Object> facts =
        Map.of("end", day(end), "begin", it.getNotBefore().toInstant(), "days", days(it));
    if (now.isBefore(it.getNotBefore().toInstant())) {
      return Optional.of(Finding.error("certificates.not-yet", subject, facts));
    }
    if (now.isAfter(end)) {
      return Optional.of(
          isAuthority(it)
              ? Finding.error("certificates.authority-ended", subject, facts)
              : Finding.error("certificates.ended", subject, facts));
    }
    if (isAuthority(it) && end.isBefore(now.plus(AUTHORITY_SOON))) {
      return Optional.of(Finding.warning("certificates.authority-ends", subject, facts));
    }
    return end.isBefore(now.plus(SOON))
        ? Optional.of(Finding.warning("certificates.ends", subject, facts))
        : Optional.empty();
  }

  private static LocalDate day(Instant end) {
    return LocalDate.ofInstant(end, ZoneOffset.UTC);
  }

  private static boolean isAuthority(X509Certificate certificate) {
    return certificate.getBasicConstraints() >= 0;
  }

  private static boolean isLinked(List<X509Certificate> chain) {
    try {
      for (int i = 0; i < chain.size(); i++) {
        chain.get(i).verify(chain.get(Math.min(i + 1, chain.size() - 1)).getPublicKey());
      }
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
