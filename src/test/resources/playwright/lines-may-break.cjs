// Loaded into Playwright's driver. Where a context shows a client certificate, the driver speaks TLS
// in the browser's place and listens to a line's first error only: with a second one it would die,
// and every later test with it. What a broken line means is for the test to notice on its page.
"use strict";

const BROKEN = new Set(["ECONNRESET", "EPIPE", "ERR_STREAM_WRITE_AFTER_END", "ERR_STREAM_DESTROYED"]);

process.on("uncaughtException", (error) => {
  console.error("Playwright's driver:", error);
  if (!BROKEN.has(error.code)) {
    process.exit(1);
  }
});
