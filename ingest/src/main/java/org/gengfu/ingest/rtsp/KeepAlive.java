package org.gengfu.ingest.rtsp;

import java.time.Duration;
import org.gengfu.ingest.rtsp.RtspMessage.Reply;
import org.gengfu.ingest.source.CameraLoop;
import org.jspecify.annotations.Nullable;

/** Asks something at about half the session's timeout, so that the camera doesn't end it. */
final class KeepAlive {
  private static final int SESSION_NOT_FOUND = 454;

  private final CameraLoop loop;
  private final RtspDialogue dialogue;
  private final String url;
  private final Duration interval;
  private final Runnable onLost;
  private String method;
  private CameraLoop.@Nullable Timer timer;

  /**
   * @param onLost called when the camera no longer knows the session
   */
  KeepAlive(
      CameraLoop loop,
      RtspDialogue dialogue,
      String url,
      String method,
      int timeoutSeconds,
      Runnable onLost) {
    this.loop = loop;
    this.dialogue = dialogue;
    this.url = url;
    this.method = method;
    this.interval = Duration.ofSeconds(timeoutSeconds).dividedBy(2);
    this.onLost = onLost;
  }

  void start() {
    timer = loop.schedule(interval, this::ask);
  }

  private void ask() {
    dialogue.mention(method, url, this::answered);
    start();
  }

  private void answered(Reply reply) {
    if (reply.status() == SESSION_NOT_FOUND) {
      onLost.run();
    } else if (!reply.ok()) {
      // Offered, yet refused: every camera knows OPTIONS.
      method = "OPTIONS";
    }
  }

  void close() {
    if (timer != null) {
      timer.cancel();
    }
  }
}
