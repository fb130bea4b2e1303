package natsuin.boot;

import io.micrometer.core.instrument.Tag;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What Vert.x measures of itself, under labels of which there are few: each that a stranger could
 * make up would be kept, and told, until the program ends.
 */
public final class Measuring {
  private static final String OTHER = "other";
  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  private Measuring() {}

  /** For a node. */
  public static MicrometerMetricsOptions options() {
    var labels = EnumSet.copyOf(MicrometerMetricsOptions.DEFAULT_LABELS);
    labels.remove(Label.HTTP_METHOD);
    return new MicrometerMetricsOptions()
        .setEnabled(true)
        .setLabels(labels)
        .setServerRequestTagsProvider(Measuring::method);
  }

  private static List<Tag> method(HttpRequest request) {
    boolean known = METHODS.contains(request.method());
    return List.of(Tag.of(Label.HTTP_METHOD.toString(), known ? request.method().name() : OTHER));
  }
}
