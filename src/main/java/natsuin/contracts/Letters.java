package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import natsuin.notices.NoticeKind;
import natsuin.outbox.MailDates;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;

/**
 * Mails and notices about contracts; they leave if and only if the caller's transaction commits.
 */
final class Letters {
  private final ContractTools tools;

  Letters(ContractTools tools) {
    this.tools = tools;
  }

  /** 「契約書への署名準備が整いました。…」 to all who are asked to sign now. */
  Future<Void> invite(SqlConnection tx, Terms contract) {
    return AddresseeStore.invited(tx, contract.id())
        .compose(
            invited ->
                toEach(
                    invited,
                    person ->
                        write(
                            tx,
                            contract,
                            person,
                            MailTemplate.CONTRACT_TO_SIGN,
                            NoticeKind.CONTRACT_TO_SIGN,
                            "/contracts/" + contract.id() + "/sign")));
  }

  /** 否認 to every signer, and by mail to the officer. */
  Future<Void> tellOfRefusal(SqlConnection tx, Terms contract) {
    return AddresseeStore.signers(tx, contract.id())
        .compose(
            signers ->
                toEach(
                    signers,
                    person ->
                        write(
                            tx,
                            contract,
                            person,
                            MailTemplate.CONTRACT_REFUSED,
                            NoticeKind.CONTRACT_REFUSED,
                            "/contracts/" + contract.id())))
        .compose(done -> AddresseeStore.officer(tx, contract.id()))
        .compose(
            officer ->
                mail(
                    tx,
                    contract,
                    officer,
                    MailTemplate.CONTRACT_REFUSED,
                    "/staff/contracts/" + contract.id()));
  }

  private Future<Void> write(
      SqlConnection tx,
      Terms contract,
      Addressee person,
      MailTemplate template,
      NoticeKind kind,
      String page) {
    var facts =
        new JsonObject().put("number", contract.number()).put("summary", contract.summary());
    return mail(tx, contract, person, template, page)
        .compose(done -> tools.notices().add(tx, person.user(), kind, facts, page));
  }

  private Future<Void> mail(
      SqlConnection tx, Terms contract, Addressee person, MailTemplate template, String page) {
    Map<String, String> facts = new HashMap<>();
    facts.put("name", person.name());
    facts.put("organization", person.organization());
    facts.put("number", contract.number());
    facts.put("summary", contract.summary());
    facts.put("planned", MailDates.day(contract.plannedOn(), person.language()));
    facts.put("link", tools.baseUrl() + page);
    return tools
        .outbox()
        .enqueue(tx, new MailDraft(person.email(), person.language(), template, facts));
  }

  private static Future<Void> toEach(
      List<Addressee> people, Function<Addressee, Future<Void>> letter) {
    Future<Void> all = Future.succeededFuture();
    for (var person : people) {
      all = all.compose(done -> letter.apply(person));
    }
    return all;
  }
}
