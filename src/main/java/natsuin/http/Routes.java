package natsuin.http;

import io.vertx.ext.web.Router;

/** What a room offers over HTTP; mounted once per listener. */
public interface Routes {
  /** Adds this room's paths. Handlers run on virtual threads and may await. */
  void mount(Router router);
}
