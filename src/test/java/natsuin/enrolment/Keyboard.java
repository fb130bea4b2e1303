package natsuin.enrolment;

import com.microsoft.playwright.Page;

/** Somebody who has no mouse. */
record Keyboard(Page page) {
  private static final int MOST = 120;

  /** Presses Tab until the element of this identifier has the focus. */
  Keyboard to(String id) {
    for (int i = 0; i < MOST; i++) {
      if (id.equals(page.evaluate("document.activeElement?.id ?? ''"))) {
        return this;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("Tab never comes to #" + id + " on " + page.url());
  }

  /** Types over what stands there. */
  Keyboard type(String text) {
    page.keyboard().press("Control+A");
    page.keyboard().insertText(text);
    return this;
  }

  Keyboard press(String key) {
    page.keyboard().press(key);
    return this;
  }

  /** Goes down a list until this value is chosen. */
  Keyboard choose(String value) {
    for (int i = 0; i < MOST; i++) {
      if (value.equals(page.evaluate("document.activeElement.value"))) {
        return this;
      }
      page.keyboard().press("ArrowDown");
    }
    throw new AssertionError(value + " is not in the list");
  }
}
