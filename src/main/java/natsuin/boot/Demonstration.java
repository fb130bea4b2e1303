package natsuin.boot;

import java.net.URI;
import natsuin.demo.DemoAccounts;
import natsuin.demo.DemoApplications;
import natsuin.demo.DemoContracts;
import natsuin.demo.DemoRoutes;
import natsuin.http.Routes;

/** Puts people and contracts into an embedded node, so that there is something to try. */
final class Demonstration {
  private static final String ANYWHERE = "0.0.0.0";

  private Demonstration() {}

  /** Registers the people; the door may open when this returns. */
  static Routes people(Node node, Duties duties, SigningRooms signing) {
    new DemoAccounts(
            node.database(),
            duties.passwords().hash(),
            signing.credentials(),
            signing.issue(),
            duties.requests(),
            node.clock())
        .register();
    var http = node.configuration().http();
    return new DemoRoutes(
        node.keys().pki(), http.baseUrl(), node.configuration().employers().baseUrl());
  }

  /**
   * Brings applications and contracts forward beside everything else, once the door is open. Only
   * one node does: two would ask for codes for the same people at once.
   */
  static void contracts(Node node) {
    if (node.cluster().nodes().size() > 1) {
      return;
    }
    var http = node.configuration().http();
    String host = http.host().equals(ANYWHERE) ? "localhost" : http.host();
    var address = URI.create("http://" + host + ":" + http.port());
    var contracts =
        new DemoContracts(
            node.database(), address, node.configuration().bank().name(), node.clock());
    var applications = new DemoApplications(node.database(), address);
    Thread thread =
        Thread.ofVirtual()
            .name("demonstration")
            .start(
                () -> {
                  applications.apply();
                  contracts.bringForward();
                });
    node.life().onStop("demonstration", thread::interrupt);
  }
}
