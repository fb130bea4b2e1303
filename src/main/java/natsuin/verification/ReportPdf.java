package natsuin.verification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import natsuin.http.Language;
import natsuin.pdf.HtmlToPdf;
import natsuin.verification.VerificationReport.Certificate;
import natsuin.verification.VerificationReport.Change;
import natsuin.verification.VerificationReport.Revocation;
import natsuin.verification.VerificationReport.Signature;
import natsuin.verification.VerificationReport.Timestamp;
import org.jspecify.annotations.Nullable;

/** Writes a report as a paper form: 署名検証レポート (SIG-3). */
public final class ReportPdf {
  private static final String STYLE = style();

  private final VerificationReport report;
  private final String document;
  private final Sentences words;
  private final Xhtml page = new Xhtml();

  private ReportPdf(VerificationReport report, String document, Sentences words) {
    this.report = report;
    this.document = document;
    this.words = words;
  }

  /**
   * The report as PDF; some hundred milliseconds of CPU.
   *
   * @param document how people call the document, for example its title
   */
  public static byte[] of(VerificationReport report, String document, Language language) {
    return HtmlToPdf.render(html(report, document, language));
  }

  static String html(VerificationReport report, String document, Language language) {
    return new ReportPdf(report, document, new Sentences(language)).write();
  }

  private static String style() {
    try (InputStream css = ReportPdf.class.getResourceAsStream("/verification/report.css")) {
      return new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String write() {
    page.raw("<html lang=\"" + words.tag() + "\"><head>")
        .element("title", "", words.of("title") + " " + document)
        .raw("<style>" + STYLE + "</style></head><body>")
        .element(
            "div", "footer", document + "\u2003SHA-256 " + report.sha256().substring(0, 16) + "…")
        .element("h1", "", words.of("title"))
        .element("p", "document", document);
    verdict();
    documentFacts();
    signers();
    for (int i = 0; i < report.signatures().size(); i++) {
      signature(i + 1, report.signatures().get(i));
    }
    documentTimestamps();
    changes();
    page.raw("<div class=\"method\">")
        .element("p", "", ReportJson.method(words))
        .element("p", "", words.of("method.times"))
        .raw("</div></body></html>");
    return page.toString();
  }

  private void verdict() {
    page.raw("<table class=\"verdict\"><tr>")
        .element("td", "word " + report.verdict(), words.of("verdict." + report.verdict()))
        .raw("<td>")
        .element("div", "sentence", words.summary(report));
    reasons(report.reasons());
    page.raw("</td></tr></table>");
  }

  private void reasons(Collection<Reason> reasons) {
    if (!reasons.isEmpty()) {
      page.raw("<ul>");
      reasons.stream().map(words::of).distinct().forEach(each -> page.element("li", "", each));
      page.raw("</ul>");
    }
  }

  private void documentFacts() {
    page.element("h2", "", words.of("part.document"))
        .raw("<table class=\"facts\">")
        .fact(words.of("label.file"), document)
        .fact(words.of("label.checked-at"), words.of(report.checkedAt()))
        .fact(words.of("label.record"), words.of(report.record()))
        .fact(words.of("label.size"), words.of("value.bytes", number(report.size())))
        .fact(words.of("label.pages"), "" + report.pages())
        .fact(words.of("label.revisions"), "" + report.revisions())
        .fact(words.of("label.sha256"), report.sha256(), "digits")
        .raw("</table>");
  }

  /** Who signed, at a glance. */
  private void signers() {
    if (!report.signatures().isEmpty()) {
      page.element("h2", "", words.of("part.signatures"));
    }
    table("", report.signatures(), "signer", "organization", "reason", "proven-time", "verdict");
    for (Signature each : report.signatures()) {
      page.row(
          "",
          List.of(
              name(each),
              Objects.requireNonNullElse(each.organization(), ""),
              Objects.requireNonNullElse(each.reason(), ""),
              words.of(each.provenTime()),
              words.of("verdict." + each.verdict())));
    }
    end(report.signatures());
  }

  private static String name(Signature each) {
    return each.signer().isEmpty() ? each.field() : each.signer();
  }

  private static Map<String, String> number(long n) {
    return Map.of("n", String.format(Locale.ROOT, "%,d", n));
  }

  private void heading(String text, Verdict verdict) {
    page.raw("<h2>")
        .element("span", "tag " + verdict, words.of("verdict." + verdict))
        .text(text)
        .raw("</h2>");
  }

  private void why(Collection<Reason> reasons) {
    if (!reasons.isEmpty()) {
      page.raw("<div class=\"why\">");
      reasons(reasons);
      page.raw("</div>");
    }
  }

  private void signature(int number, Signature each) {
    String title = words.of("part.signature", Map.of("n", "" + number));
    heading(title + "\u2003" + name(each), each.verdict());
    why(each.reasons());
    Integer mark = each.page();
    page.raw("<table class=\"facts\">")
        .fact(words.of("label.signer"), each.signer())
        .fact(words.of("label.organization"), each.organization())
        .fact(words.of("label.reason"), each.reason())
        .fact(words.of("label.proven-time"), words.of(each.provenTime()))
        .fact(words.of("label.claimed-time"), words.of(each.claimedTime()))
        .fact(words.of("label.level"), each.level().label())
        .fact(words.of("label.covers"), words.of(each.coverage()))
        .fact(
            words.of("label.mark"),
            mark == null ? null : words.of("value.page", Map.of("page", "" + mark)))
        .fact(words.of("label.algorithm"), each.algorithm())
        .fact(words.of("label.indication"), indication(each))
        .raw("</table>");
    timestamps(words.of("label.timestamps"), each.timestamps());
    chain(each.chain());
    revocations(each.revocations());
  }

  private static @Nullable String indication(Signature each) {
    return each.subIndication() == null
        ? each.indication()
        : each.indication() + " / " + each.subIndication();
  }

  private void chain(List<Certificate> chain) {
    table(words.of("label.chain"), chain, "certificate", "issuer", "serial", "validity");
    for (Certificate each : chain) {
      String organization = each.organization() == null ? "" : "\n" + each.organization();
      page.row(
          "",
          List.of(
              each.subject() + organization,
              each.trusted() ? words.of("value.trusted") : each.issuer(),
              each.serial(),
              words.of(
                  "value.period",
                  Map.of(
                      "from", words.day(each.notBefore()), "until", words.day(each.notAfter())))));
    }
    end(chain);
  }

  private void revocations(List<Revocation> data) {
    table(
        words.of("label.revocation"),
        data,
        "certificate",
        "kind",
        "status",
        "produced",
        "responder",
        "source");
    for (Revocation each : data) {
      page.row(
          "",
          List.of(
              each.certificate(),
              each.kind(),
              words.of("status." + each.status()),
              words.of(each.produced()),
              Objects.requireNonNullElse(each.issuer(), words.of("value.unknown")),
              words.of(each.inDocument() ? "value.in-document" : "value.elsewhere")));
    }
    end(data);
  }

  private void documentTimestamps() {
    if (!report.documentTimestamps().isEmpty()) {
      page.element("h2", "", words.of("part.document-timestamps"));
      timestamps("", report.documentTimestamps());
    }
  }

  private void timestamps(String title, List<Timestamp> timestamps) {
    table(title, timestamps, "time", "authority", "algorithm", "covers", "verdict");
    for (Timestamp each : timestamps) {
      String unknown = words.of("value.unknown");
      page.row(
          "",
          List.of(
              words.of(each.time()),
              Objects.requireNonNullElse(each.authority(), unknown),
              Objects.requireNonNullElse(each.algorithm(), unknown),
              each.coverage() == null ? words.of("part.signatures") : words.of(each.coverage()),
              words.of("verdict." + each.verdict())));
    }
    end(timestamps);
    timestamps.forEach(each -> why(each.reasons()));
  }

  private void changes() {
    List<Change> changes = report.changes();
    if (!changes.isEmpty()) {
      page.element("h2", "", words.of("part.changes"));
    }
    table("", changes, "revision", "change", "page", "permitted");
    for (Change each : changes) {
      Integer number = each.page();
      page.row(
          each.kind().permitted() ? "" : "forbidden",
          List.of(
              "" + each.revision(),
              words.of(each),
              number == null ? "" : "" + number,
              words.of(each.kind().permitted() ? "value.yes" : "value.no")));
    }
    end(changes);
  }

  private void table(String title, Collection<?> rows, String... labels) {
    if (!rows.isEmpty()) {
      if (!title.isEmpty()) {
        page.element("h3", "", title);
      }
      page.raw("<table class=\"list\">")
          .header(Arrays.stream(labels).map(label -> words.of("label." + label)).toList())
          .raw("<tbody>");
    }
  }

  private void end(Collection<?> rows) {
    if (!rows.isEmpty()) {
      page.raw("</tbody></table>");
    }
  }
}
