package natsuin.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import natsuin.testkit.World;
import natsuin.uploads.Samples;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The customers' guide, lived through: from the leaflet to a person who can sign, a colleague with
 * a power of attorney, and a changed name. Everybody sits at a browser; mails are read in the
 * mailbox.
 */
class GuideIT {
  @RegisterExtension static final World WORLD = new World();
  @RegisterExtension final Stage stage = new Stage(WORLD);

  private static final String PRESIDENT = "minato.president@company.example.jp";
  private static final String MANAGER = "minato.manager@company.example.jp";

  @Test
  @DisplayName(
      "APP, LOGIN, DOC, CERT, USER: application, approval, first login, documents, PIN,"
          + " certificate; an administrator by a power of attorney made here; another name, another"
          + " certificate")
  void theGuide() {
    var bank = new Bank(WORLD);
    var approver = stage.staff(bank.approver()).logsIn();

    var president = stage.newcomer(PRESIDENT);
    president.appliesAs("corporation", company(bank));
    president.sees("104-0028");
    president.hasCodeSent().confirmsAddress();
    approver.approvesApplication("株式会社みなと商会");

    president.mailAbout(PRESIDENT, "本人確認書類等アップロードのお願い");
    president.logsInForTheFirstTime("Minato2026ab").opensAccount();
    assertThat(president.card("港　一郎")).containsText("証明書発行依頼中");
    provesIdentity(president, "港　一郎", approver, "MinatoSeal1");
    president.opensAccount();
    assertThat(president.card("港　一郎")).containsText("署名可能");

    var manager = addsAdministrator(president);
    manager.logsInForTheFirstTime("Kishibe2026cd").opensAccount();
    provesIdentity(manager, "岸辺　次子", approver, "KishibeSeal2");
    manager.opensAccount();
    assertThat(manager.card("岸辺　次子")).containsText("署名可能");

    String first = manager.credentialId();
    changesName(manager);
    requestsCertificateFor(president, "波止場　次子");
    manager.opensAccount();
    org.assertj.core.api.Assertions.assertThat(manager.credentialId()).isEmpty();
    provesIdentity(manager, "波止場　次子", approver, "HatobaSeal3");
    manager.opensAccount();
    assertThat(manager.card("波止場　次子")).containsText("署名可能");
    org.assertj.core.api.Assertions.assertThat(manager.credentialId())
        .isNotEmpty()
        .isNotEqualTo(first);
  }

  /** 2.4, DOC-5 and 2.5: documents, the branch's word, PIN and certificate. */
  private static void provesIdentity(
      NewcomerSeat who, String name, StaffSeat approver, String pin) {
    who.presses(name, "本人確認書類アップロード").consents();
    who.uploads(
            "identity",
            "driving-licence",
            List.of(picture("免許証おもて.jpg", "jpg"), picture("免許証うら.png", "png")))
        .uploads("employment", "business-card", List.of(picture("名刺.png", "png")))
        .sendsDocuments();
    approver.approvesIdentity(name);
    who.sees("初期PIN");
    who.opensAccount().presses(name, "初期PIN登録・証明書発行").choosesPinAndHasCertificateIssued(pin);
  }

  /** 3.4.1-2: a user whose power of attorney the system makes and the president signs. */
  private NewcomerSeat addsAdministrator(NewcomerSeat president) {
    president.page().getByText("ユーザ新規登録").click();
    var fields = person("岸辺", "次子", "キシベ", "ツギコ", "Kishibe", "Tsugiko", MANAGER);
    fields.put("role", "administrator");
    fields.put("mandateKind", "system");
    president.fillsIn(fields);
    president.button("入力内容確認").click();
    president.button("電子署名へ").click();
    president.signsMandate();
    president.sees("岸辺　次子");
    var manager = stage.newcomer(MANAGER);
    manager.mailAbout(MANAGER, "仮パスワードのお知らせ");
    return manager;
  }

  /** 3.4.2: another name takes the certificate away, and says so before and after. */
  private static void changesName(NewcomerSeat who) {
    who.presses("岸辺　次子", "ユーザ情報変更");
    assertThat(who.page().locator("[name=familyName]")).hasValue("岸辺");
    var changed = new LinkedHashMap<String, String>();
    changed.put("familyName", "波止場");
    changed.put("familyKana", "ハトバ");
    changed.put("familyLatin", "Hatoba");
    who.fillsIn(changed);
    who.button("入力内容確認").click();
    who.sees("失効");
    who.button("登録").click();
    who.sees("失効");
    who.mailAbout(MANAGER, "電子証明書失効のお知らせ");
    who.opensAccount();
    assertThat(who.card("波止場　次子")).containsText("署名不可");
  }

  /** 3.5.1-2: asked for by the president, with a power of attorney that he signs on the spot. */
  private static void requestsCertificateFor(NewcomerSeat president, String name) {
    president.opensAccount().presses(name, "電子証明書発行依頼");
    president.page().locator("[name=reason][value=details-changed]").check();
    president.page().locator("[name=mandateKind][value=system]").check();
    president.button("内容確認").click();
    president.signsMandate();
    president.sees("依頼完了");
    president.opensAccount();
    assertThat(president.card(name)).containsText("証明書発行依頼中");
  }

  private static Map<String, String> company(Bank bank) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("name", "株式会社みなと商会");
    fields.put("nameKana", "ﾐﾅﾄｼｮｳｶｲ");
    fields.put("nameLatin", "Minato Shokai");
    fields.put("postalCode", "１０４-００２８");
    fields.put("address", "東京都中央区架空町一丁目1番1号");
    fields.put("establishedOn", "平成11年11月3日");
    fields.put("telephone", "03-1234-5678");
    fields.putAll(person("港", "一郎", "みなと", "いちろう", "Minato", "Ichiro", PRESIDENT));
    fields.put("title", "代表取締役社長");
    fields.put("personalSignature", "true");
    fields.put("identification", "documents");
    fields.put("branch", bank.branchCode());
    return fields;
  }

  private static Map<String, String> person(
      String family,
      String given,
      String familyKana,
      String givenKana,
      String familyLatin,
      String givenLatin,
      String email) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("familyName", family);
    fields.put("givenName", given);
    fields.put("familyKana", familyKana);
    fields.put("givenKana", givenKana);
    fields.put("familyLatin", familyLatin);
    fields.put("givenLatin", givenLatin);
    fields.put("birthDate", "19750314");
    fields.put("mobile", "090-1234-5678");
    fields.put("email", email);
    fields.put("emailAgain", email);
    return fields;
  }

  private static FilePayload picture(String name, String type) {
    return new FilePayload(name, "application/octet-stream", Samples.picture(type));
  }
}
