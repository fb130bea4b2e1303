package natsuin.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import natsuin.kernel.Actor;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;

/** What people ask of the lists: of the largest branch, of the whole bank, of one customer. */
public final class LedgerQuestions {
  private static final List<String> COUNTERPARTIES =
      List.of("株式会社", "山", "山田", "北九州", "髙橋建設", "ヤマダ", "山田太郎", "株式会社グローバルシステム", "無い");
  private static final List<String> TEXTS = List.of("貸出契約のみ", "私募債", "重要事項", "無い筈", "2026-0000123");

  private final Map<String, Function<SqlClient, Future<?>>> questions = new LinkedHashMap<>();
  private final ReadList lists;

  private LedgerQuestions(InstantSource clock) {
    this.lists = new ReadList(clock);
  }

  /** Who asks. */
  public record Askers(UUID branch, UUID officer, UUID organization, UUID user) {}

  /** All questions, by what they are called. */
  public static Map<String, Function<SqlClient, Future<?>>> of(Askers who, InstantSource clock) {
    var all = new LedgerQuestions(clock);
    all.ofStaff(
        "branch", new Actor.Staff(who.officer(), who.branch(), StaffRole.OFFICER, who.user()), who);
    all.ofStaff(
        "bank",
        new Actor.Staff(who.officer(), who.branch(), StaffRole.HEAD_OFFICE, who.user()),
        who);
    all.ofCustomer(
        new Actor.User(who.user(), who.organization(), UserRole.REPRESENTATIVE, who.user()));
    return all.questions;
  }

  private void ofStaff(String where, Actor.Staff staff, Askers who) {
    ask(where + ": all", staff, "");
    ask(where + ": all, page 50", staff, "page=50");
    ask(where + ": all, by planned date", staff, "sort=planned&order=asc");
    ask(where + ": all, by amount", staff, "sort=amount");
    for (String state : List.of("open", "in-force", "refused", "cancelled")) {
      ask(where + ": " + state, staff, "state=" + state);
      ask(where + ": " + state + ", by amount", staff, "sort=amount&state=" + state);
    }
    ask(where + ": overdue", staff, "overdue=true");
    ask(where + ": one officer", staff, "officer=" + who.officer());
    ask(where + ": one officer, open", staff, "state=open&officer=" + who.officer());
    ask(where + ": a month", staff, "from=2024-03-01&to=2024-03-31");
    ask(where + ": a year, by amount", staff, "sort=amount&from=2023-01-01&to=2023-12-31");
    ask(
        where + ": five years planned, by amount",
        staff,
        "date=planned&sort=amount&from=2019-01-01&to=2023-12-31");
    ask(where + ": amount 10 to 11 million", staff, "amountFrom=10000000&amountTo=11000000");
    ask(where + ": amount exactly", staff, "amountFrom=10000000&amountTo=10000000");
    ask(
        where + ": a year and 10 to 20 million",
        staff,
        "from=2023-01-01&to=2023-12-31&amountFrom=10000000&amountTo=20000000");
    for (String name : COUNTERPARTIES) {
      ask(where + ": counterparty " + name, staff, "counterparty=" + name);
    }
    ask(where + ": counterparty 山田, by amount", staff, "sort=amount&counterparty=山田");
    ask(
        where + ": counterparty 山田, a month",
        staff,
        "counterparty=山田&from=2024-03-01&to=2024-03-31");
    ask(where + ": counterparty 山田, refused", staff, "counterparty=山田&state=refused");
    ask(
        where + ": counterparty 山田, a year, 10 to 20 million",
        staff,
        "counterparty=山田&from=2023-01-01&to=2023-12-31&amountFrom=10000000&amountTo=20000000");
    for (String text : TEXTS) {
      ask(where + ": text " + text, staff, "text=" + text);
    }
    ask(where + ": text 手形 and counterparty 建設", staff, "text=手形&counterparty=建設");
  }

  private void ofCustomer(Actor.User user) {
    for (String shelf : List.of("to-sign", "in-force", "ended")) {
      for (String search :
          List.of(
              "",
              "page=50",
              "sort=amount",
              "from=2023-01-01&to=2023-12-31",
              "amountFrom=10000000&amountTo=20000000",
              "counterparty=山田",
              "counterparty=山田&from=2023-01-01&to=2023-12-31&amountFrom=10000000",
              "text=貸出")) {
        var parameters = parameters(search);
        var list = new ReadList.OfCustomer(user, Shelf.of(shelf), parameters.search());
        questions.put(
            "customer: " + shelf + (search.isEmpty() ? "" : ", " + search),
            db -> lists.page(db, list, parameters.page()));
      }
    }
  }

  private void ask(String name, Actor.Staff staff, String query) {
    var parameters = parameters(query);
    var list =
        new ReadList.OfStaff(
            staff,
            parameters.choice("state", "", Progress::of),
            null,
            parameters.id("officer"),
            parameters.flag("overdue"),
            parameters.search());
    questions.put(name, db -> lists.page(db, list, parameters.page()));
  }

  private static Parameters parameters(String query) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String one : query.split("&")) {
      int at = one.indexOf('=');
      if (at > 0) {
        given.put(one.substring(0, at), one.substring(at + 1));
      }
    }
    return new Parameters(given::get);
  }
}
