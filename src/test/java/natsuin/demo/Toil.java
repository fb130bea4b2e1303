package natsuin.demo;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import natsuin.boot.embedded.Mail;
import natsuin.boot.embedded.Mailbox;
import org.jspecify.annotations.Nullable;

/**
 * People who do one thing over and over, as fast as they are answered. Their mailboxes are read
 * where the mails are, and nobody asks more often than a page does: the nodes' time is for the
 * work.
 */
final class Toil implements AutoCloseable {
  private static final Pattern CODE = Pattern.compile("(?m)^\\s*(\\d{6})\\s*$");
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long ASK_AGAIN_NANOS = 200_000_000;
  private static final long LOOK_AGAIN_NANOS = 20_000_000;

  /** None is the beginning of another. */
  private static final AtomicInteger SUMMARIES = new AtomicInteger(100_000);

  private final URI base;
  private final Mailbox mails;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger done = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
  private final List<Thread> people = new ArrayList<>();

  Toil(URI base, Mailbox mails) {
    this.base = base;
    this.mails = mails;
  }

  /** How often it was done so far. */
  int done() {
    return done.get();
  }

  /** What went wrong. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** They log in, each again at once. */
  Toil loggingIn(List<DemoPeople.Customer> customers) {
    for (var customer : customers) {
      var browser = new Browser(base, "ja");
      over(() -> Load.logIn(browser, customer));
    }
    return this;
  }

  /**
   * Each of them: an officer sends a contract; he logs in, opens and ticks it, gives PIN and code,
   * signs, and waits until it is signed.
   */
  Toil signing(Browser officer, List<DemoPeople.Customer> customers) {
    for (var customer : customers) {
      var browser = new Browser(base, "ja");
      over(() -> signs(officer, browser, customer));
    }
    return this;
  }

  private void over(Runnable work) {
    people.add(
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!over.get()) {
                    try {
                      work.run();
                      done.incrementAndGet();
                    } catch (RuntimeException fault) {
                      faults.add(fault.toString());
                      LockSupport.parkNanos(ASK_AGAIN_NANOS);
                    }
                  }
                }));
  }

  private void signs(Browser officer, Browser browser, DemoPeople.Customer customer) {
    Load.logIn(browser, customer);
    String summary = "貸出契約 " + SUMMARIES.incrementAndGet();
    var contract = UUID.fromString(contract(officer, customer, summary));
    new DemoSigner(base, browser, customer, contract).read();
    String path = "/api/contracts/" + contract;
    var request =
        browser.post(path + "/signature-requests", new JsonObject().put("pin", customer.pin()));
    String approval = path + "/signature-requests/" + request.getString("id");
    browser.post(approval + "/code", new JsonObject().put("code", code(customer, summary)));
    browser.post(approval + "/signature", new JsonObject());
    until(ASK_AGAIN_NANOS, () -> signed(browser, path));
  }

  /** Where uploads wait already, the officer tries again as he is told to. */
  private static String contract(Browser officer, DemoPeople.Customer customer, String summary) {
    return until(
        ASK_AGAIN_NANOS,
        () -> {
          try {
            return Load.contract(officer, customer, summary).getString("id");
          } catch (Refusal refusal) {
            if (refusal.code().equals("busy")) {
              return null;
            }
            throw refusal;
          }
        });
  }

  private static @Nullable Boolean signed(Browser browser, String path) {
    var step = browser.get(path).getJsonObject("me").getString("step");
    return step.equals("done") ? Boolean.TRUE : null;
  }

  /** The mail says for which contract it is. */
  private String code(DemoPeople.Customer customer, String summary) {
    return until(
        LOOK_AGAIN_NANOS,
        () ->
            mails.to(customer.email()).stream()
                .map(Mail::text)
                .filter(text -> text.contains(summary + "」"))
                .map(CODE::matcher)
                .map(code -> code.find() ? code.group(1) : null)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null));
  }

  private interface Question<T> {
    @Nullable T ask();
  }

  private static <T> T until(long pauseNanos, Question<T> question) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      T answer = question.ask();
      if (answer != null) {
        return answer;
      }
      LockSupport.parkNanos(pauseNanos);
    }
    throw new IllegalStateException("nothing came within " + PATIENCE);
  }

  /** Everybody finishes what he is at. */
  @Override
  public void close() throws InterruptedException {
    over.set(true);
    for (var person : people) {
      person.join();
    }
  }
}
