package natsuin.acceptance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import natsuin.testkit.World;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Where browsers stand during one test. After it, none of them may have complained on its console:
 * no error of a script, nothing that the Content-Security-Policy has blocked.
 */
final class Stage implements BeforeEachCallback, AfterEachCallback {
  private final World world;
  private final List<Seat> seats = new ArrayList<>();
  private @org.jspecify.annotations.Nullable Browser chromium;

  Stage(World world) {
    this.world = world;
  }

  /** Somebody of the bank's customers sits down at a browser that nobody has used. */
  CustomerSeat customer(Bank.Signer who) {
    return keep(new CustomerSeat(open(), who));
  }

  /** Somebody whom the bank does not know yet. */
  NewcomerSeat newcomer(String email) {
    return keep(new NewcomerSeat(open())).reachedAt(email);
  }

  /** Somebody of the branch does. */
  StaffSeat staff(Bank.Clerk who) {
    return keep(new StaffSeat(open(), who));
  }

  /** The same with another kind of browser. */
  CustomerSeat customer(Bank.Signer who, UnaryOperator<Browser.NewContextOptions> kind) {
    return keep(new CustomerSeat(open(kind), who));
  }

  /** The same with another kind of browser. */
  StaffSeat staff(Bank.Clerk who, UnaryOperator<Browser.NewContextOptions> kind) {
    return keep(new StaffSeat(open(kind), who));
  }

  private Seat.Place open() {
    return open(UnaryOperator.identity());
  }

  private Seat.Place open(UnaryOperator<Browser.NewContextOptions> kind) {
    var usual =
        new Browser.NewContextOptions()
            .setBaseURL(world.url("").toString())
            .setLocale("ja-JP")
            .setTimezoneId("Asia/Tokyo")
            .setReducedMotion(ReducedMotion.REDUCE)
            .setAcceptDownloads(true)
            .setViewportSize(1440, 900);
    BrowserContext context = Objects.requireNonNull(chromium).newContext(kind.apply(usual));
    context.setDefaultTimeout(Chromium.PATIENCE_MS);
    return new Seat.Place(world, context);
  }

  private <S extends Seat> S keep(S seat) {
    seats.add(seat);
    return seat;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    chromium = Chromium.of(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    var complaints = new ArrayList<String>();
    boolean failed = context.getExecutionException().isPresent();
    for (int i = 0; i < seats.size(); i++) {
      var seat = seats.get(i);
      if (failed) {
        seat.picture("failed-" + context.getRequiredTestMethod().getName() + "-" + i);
      }
      complaints.addAll(seat.complaints());
      seat.leave();
    }
    seats.clear();
    if (!complaints.isEmpty()) {
      throw new AssertionError("on the console of a browser: " + String.join("\n", complaints));
    }
  }
}
