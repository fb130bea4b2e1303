package natsuin.enrolment;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.util.List;
import natsuin.users.Branch;

/** Somebody who fills in the application form by keyboard, in the order of the screen. */
record Typist(Page page, Branch branch) {
  private static final String NAMES =
      "[...document.querySelectorAll('data-form [data-field]')].map(f => f.dataset.field)";

  /** Every field that has something typed into it. */
  void fillIn(JsonObject typed) {
    var keyboard = new Keyboard(page);
    String kind = typed.getString("kind");
    keyboard.to("kind-corporation").press("Space");
    for (String next : List.of("sole-proprietor", "individual")) {
      if (!page.locator("#kind-" + kind).isChecked()) {
        keyboard.press("ArrowRight");
        page.locator("#kind-" + next + ":checked").waitFor();
      }
    }
    page.locator("#f-address").waitFor();
    for (Object field : (List<?>) page.evaluate(NAMES)) {
      String name = field.toString();
      switch (name) {
        case "identification" -> keyboard.to("f-identification").press("Space");
        case "personalSignature" -> keyboard.to("f-personalSignature").press("Space");
        case "branch" -> keyboard.to("f-branch").choose(branch.code());
        default -> {
          if (typed.containsKey(name)) {
            keyboard.to("f-" + name).type(typed.getString(name)).press("Tab");
          }
        }
      }
    }
  }
}
