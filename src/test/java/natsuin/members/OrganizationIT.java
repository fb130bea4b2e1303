package natsuin.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.util.List;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.testkit.Browser;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The organization's data: who changes it, and what follows (ORG-1, ORG-2)")
class OrganizationIT {
  @RegisterExtension static final World WORLD = new World();
  private final Office office = new Office(WORLD);

  @Test
  @DisplayName("ORG-1: without an account, or with one at another branch, one changes it oneself")
  void selfService() {
    for (boolean account : List.of(false, true)) {
      var boss = office.representative();
      if (account) {
        office.setOrganization(boss, "account_branch_id = $2", office.people().branch().id());
      }
      var browser = office.browser(boss);
      assertThat(Office.account(browser).getString("mayChange")).isEqualTo("self");
      var form = Office.organizationForm(browser).put("address", "大阪府大阪市北区見本町２－３");
      var answer = browser.put("/api/organization", form);
      assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
      var organization = answer.json().getJsonObject("organization");
      assertThat(organization.getString("address")).isEqualTo("大阪府大阪市北区見本町２－３");
      assertThat(organization.getString("establishedOn")).isEqualTo("1998-04-01");
      assertThat(organization.getString("postalCode")).isEqualTo("1000001");
      assertThat(office.certificate(boss)).isEqualTo("issued");
    }
  }

  @Test
  @DisplayName(
      "ORG-1: a borrower hands the paper form in, and so does whose account is at the branch")
  void paper() {
    var branch = office.people().branch();
    var borrower = office.representative(branch);
    office.setOrganization(borrower, "borrower = $2", true);
    var saver = office.representative(branch);
    office.setOrganization(saver, "account_branch_id = $2", branch.id());
    for (var boss : List.of(borrower, saver)) {
      var browser = office.browser(boss);
      var account = Office.account(browser);
      assertThat(account.getString("mayChange")).isEqualTo("paper");
      assertThat(account.getString("paperBecause"))
          .isEqualTo(boss.equals(borrower) ? "borrower" : "account-branch");
      var answer =
          browser.put(
              "/api/organization", Office.organizationForm(browser).put("address", "東京都港区１"));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.code()).isEqualTo("paper-form");
    }
  }

  @Test
  @DisplayName(
      "ORG-1: an individual changes his data himself, even as a borrower with an account there")
  void individual() {
    var branch = office.people().branch();
    var person = office.representative(branch);
    office.setOrganization(person, "kind = $2", "individual");
    office.setOrganization(person, "borrower = $2", true);
    office.setOrganization(person, "account_branch_id = $2", branch.id());
    var browser = office.browser(person);
    assertThat(Office.account(browser).getString("mayChange")).isEqualTo("self");
    assertThat(Office.account(browser).getBoolean("mayAdd")).isFalse();
    var answer =
        browser.put(
            "/api/organization",
            Office.organizationForm(browser).put("address", "東京都港区見本１").put("name", "別人"));
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    var organization = answer.json().getJsonObject("organization");
    assertThat(organization.getString("address")).isEqualTo("東京都港区見本１");
    assertThat(organization.getString("name")).isNotEqualTo("別人");
  }

  @Test
  @DisplayName("ORG-1: signers and viewers change nothing of the organization")
  void signersAndViewers() {
    var boss = office.representative();
    for (var role : List.of(UserRole.SIGNER, UserRole.VIEWER)) {
      var browser = office.browser(office.colleague(boss, role));
      assertThat(Office.account(browser).getString("mayChange")).isEqualTo("none");
      assertThat(browser.put("/api/organization", Office.organizationForm(browser)).status())
          .isEqualTo(403);
    }
  }

  @Test
  @DisplayName(
      "ORG-2: another corporate name revokes everybody's certificate, asks for new ones and says"
          + " so")
  void renamed() {
    for (String field : List.of("name", "nameLatin")) {
      var boss = office.representative();
      var administrator = office.colleague(boss, UserRole.ADMINISTRATOR);
      var signer = office.colleague(boss, UserRole.SIGNER);
      var uncertified = office.people().colleague(boss, UserRole.SIGNER);
      var viewer = office.colleague(boss, UserRole.VIEWER);
      var browser = office.browser(boss);
      assertThat(Office.account(browser).getInteger("certificates")).isEqualTo(3);
      var answer =
          browser.put(
              "/api/organization",
              Office.organizationForm(browser)
                  .put(field, field.equals("name") ? "株式会社新見本" : "Shin Mihon"));
      assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
      assertThat(answer.json().getInteger("revokedCertificates")).isEqualTo(3);
      for (var certified : List.of(boss, administrator, signer)) {
        assertThat(office.certificate(certified)).isEqualTo("revoked");
        assertThat(office.openRequest(certified)).isEqualTo("details-changed documents-due");
        await()
            .untilAsserted(
                () ->
                    assertThat(WORLD.mailTo(certified.email()))
                        .extracting(mail -> mail.subject().replaceAll("^.*】", ""))
                        .contains("電子証明書失効のお知らせ", "電子証明書発行依頼のお知らせ"));
        assertThat(Office.card(browser, certified).getString("status"))
            .isEqualTo("certificate-requested");
      }
      for (var other : List.of(uncertified, viewer)) {
        assertThat(office.openRequest(other)).isEmpty();
        assertThat(WORLD.mailTo(other.email())).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("ORG-2: what the branch has seen bears the old name, so that request begins anew")
  void requestsUnderReviewBeginAnew() {
    var boss = office.representative();
    var signer = office.people().colleague(boss, UserRole.SIGNER);
    office.run(
        """
        insert into certificate_request
          (id, user_id, reason, identification, state, requested_by, created_at, moved_at)
        values (gen_random_uuid(), $1, 'first', 'documents', 'pin-due', 'test', now(), now())
        """,
        io.vertx.sqlclient.Tuple.of(signer.id()));
    var browser = office.browser(boss);
    browser.put("/api/organization", Office.organizationForm(browser).put("name", "株式会社新見本"));
    assertThat(office.openRequest(signer)).isEqualTo("first documents-due");
  }

  @Test
  @DisplayName("ORG-2: another reading, address or telephone leaves certificates alone")
  void notRenamed() {
    var boss = office.representative();
    var browser = office.browser(boss);
    var answer =
        browser.put(
            "/api/organization",
            Office.organizationForm(browser).put("nameKana", "アタラシイ").put("address", "東京都１"));
    assertThat(answer.json().getInteger("revokedCertificates")).isZero();
    assertThat(office.certificate(boss)).isEqualTo("issued");
  }

  @Test
  @DisplayName(
      "Attack: a stale version; the second of two gets a clear answer, nothing is overwritten")
  void staleVersion() {
    var boss = office.representative();
    var first = office.browser(boss);
    var second = office.browser(office.colleague(boss, UserRole.ADMINISTRATOR));
    var stale = Office.organizationForm(second).put("address", "後の住所");
    assertThat(
            first
                .put("/api/organization", Office.organizationForm(first).put("address", "先の住所"))
                .status())
        .isEqualTo(200);
    var answer = second.put("/api/organization", stale);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("changed-meanwhile");
    assertThat(address(second)).isEqualTo("先の住所");
    assertThat(second.put("/api/organization", without(stale, "version")).status()).isEqualTo(422);
  }

  @Test
  @DisplayName("Attack: fields that are no customer's to set are left alone")
  void massAssignment() {
    var boss = office.representative();
    var browser = office.browser(boss);
    browser.put(
        "/api/organization",
        Office.organizationForm(browser)
            .put("borrower", true)
            .put("kind", "individual")
            .put("id", boss.id().toString())
            .put("branch", office.people().branch().id().toString())
            .put("accountBranch", office.people().branch().id().toString()));
    var account = Office.account(browser);
    assertThat(account.getString("mayChange")).isEqualTo("self");
    assertThat(account.getJsonObject("organization").getString("kind")).isEqualTo("corporation");
  }

  @Test
  @DisplayName("ORG-1: the branch changes a borrower's data after the paper form, names included")
  void staffChange() {
    var branch = office.people().branch();
    var boss = office.representative(branch);
    office.setOrganization(boss, "borrower = $2", true);
    var officer = new Browser(WORLD).loggedIn(office.people().clerk(branch, StaffRole.OFFICER));
    String path = "/api/staff/organizations/" + boss.organization();
    var seen = officer.get(path).json().getJsonObject("organization");
    assertThat(seen.getBoolean("borrower")).isTrue();
    var form =
        Office.organizationForm(seen)
            .put("name", "株式会社新見本")
            .put("borrower", false)
            .put("accountBranch", branch.id().toString());
    var answer = officer.put(path, form);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.json().getInteger("revokedCertificates")).isEqualTo(1);
    var after = answer.json().getJsonObject("organization");
    assertThat(after.getBoolean("borrower")).isFalse();
    assertThat(after.getJsonObject("accountBranch").getString("code")).isEqualTo(branch.code());
    assertThat(office.certificate(boss)).isEqualTo("revoked");
    assertThat(officer.put(path, form).code()).isEqualTo("changed-meanwhile");
  }

  @Test
  @DisplayName("STAFF-1: other branches' organizations are not there; auditors change nothing")
  void staffRights() {
    var branch = office.people().branch();
    var boss = office.representative(branch);
    String path = "/api/staff/organizations/" + boss.organization();
    for (var role : StaffRole.values()) {
      var own = new Browser(WORLD).loggedIn(office.people().clerk(branch, role));
      var other = new Browser(WORLD).loggedIn(office.people().clerk(role));
      boolean everywhere = role == StaffRole.HEAD_OFFICE || role == StaffRole.AUDITOR;
      assertThat(own.get(path).status()).isEqualTo(200);
      assertThat(other.get(path).status()).isEqualTo(everywhere ? 200 : 404);
      assertThat(listed(own, boss.email())).isEqualTo(1);
      assertThat(listed(other, boss.email())).isEqualTo(everywhere ? 1 : 0);
      var form =
          Office.organizationForm(own.get(path).json().getJsonObject("organization"))
              .put("borrower", false);
      assertThat(own.put(path, form).status()).isEqualTo(role == StaffRole.AUDITOR ? 403 : 200);
      assertThat(other.put(path, form).status())
          .isEqualTo(role == StaffRole.AUDITOR ? 403 : everywhere ? 409 : 404);
    }
  }

  private static int listed(Browser staff, String text) {
    return staff.get("/api/staff/organizations?q=" + text).json().getInteger("total");
  }

  private static String address(Browser browser) {
    return Office.account(browser).getJsonObject("organization").getString("address");
  }

  private static JsonObject without(JsonObject json, String field) {
    var copy = json.copy();
    copy.remove(field);
    return copy;
  }
}
