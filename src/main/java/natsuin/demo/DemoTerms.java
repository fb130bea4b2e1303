package natsuin.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import natsuin.kernel.BankTime;
import natsuin.kernel.StaffRole;

/**
 * The terms of a demonstration contract: as its papers say them, and as the interface takes them.
 */
final class DemoTerms {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.JAPANESE);

  private final DemoContract contract;
  private final String bank;
  private final LocalDate today;

  DemoTerms(DemoContract contract, String bank, InstantSource clock) {
    this.contract = contract;
    this.bank = bank;
    this.today = BankTime.today(clock);
  }

  /** What fills the papers' places. */
  Map<String, String> facts() {
    var borrower = contract.signers().getFirst().customer();
    var guarantor = contract.signers().getLast().customer();
    var staff = contract.staff(StaffRole.OFFICER);
    var facts = new HashMap<String, String>();
    int ordinal = DemoContract.ALL.indexOf(contract) + 1;
    facts.put("number", "L%d-%04d".formatted(today.getYear(), ordinal));
    facts.put("date", DAY.format(today));
    facts.put("bank", bank);
    facts.put("branch", staff.branch().name());
    facts.put("officer", staff.name());
    facts.put("borrower", borrower.company().facts().name());
    facts.put("address", borrower.company().facts().address());
    facts.put("signer", (borrower.title() + "　" + borrower.name()).strip());
    facts.put("guarantor", guarantor.name());
    facts.put("guarantorAddress", guarantor.company().facts().address());
    facts.put("amount", "%,d".formatted(contract.amount()));
    facts.put("months", String.valueOf(contract.months()));
    facts.put("purpose", contract.purpose());
    facts.put("rate", "1.85");
    facts.put("planned", DAY.format(planned()));
    facts.put("until", DAY.format(planned().plusMonths(contract.months())));
    return facts;
  }

  /** {@code NewContract} of the interface. */
  JsonObject contract(JsonArray documents) {
    var signers = new JsonArray();
    int turn = 1;
    for (DemoContract.Party party : contract.signers()) {
      signers.add(
          new JsonObject()
              .put("userId", party.customer().id().toString())
              .put("standing", party.standing())
              .put("capacity", party.personal() ? "personal" : "organization")
              .put("turn", turn));
      turn += contract.inTurn() ? 1 : 0;
    }
    return new JsonObject()
        .put("summary", contract.summary())
        .put("amount", contract.amount())
        .put("appliedOn", today.toString())
        .put("plannedOn", planned().toString())
        .put("signBy", today.plusDays(7).toString())
        .put("documents", documents)
        .put("signers", signers);
  }

  /** For a query. */
  String fileName(DemoPapers.Paper paper) {
    return URLEncoder.encode(paper.title() + ".pdf", StandardCharsets.UTF_8);
  }

  private LocalDate planned() {
    return today.plusDays(10);
  }
}
