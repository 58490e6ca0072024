package org.gengfu.ingest.rtsp;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.gengfu.ingest.rtsp.RtspMessage.Reply;
import org.gengfu.ingest.source.CameraLoop;
import org.jspecify.annotations.Nullable;

/**
 * Asks something at about half the session's timeout, so that the camera doesn't end it. What is
 * refused or never answered is not asked again while the camera offers another; where nothing is
 * left, our receiver reports must do (RFC 2326 appendix A.2 lets them).
 */
final class KeepAlive {
  /** How long pictures may be missing before a camera is believed not to know the session. */
  static final Duration DOUBT = Duration.ofSeconds(2);

  private static final int SESSION_NOT_FOUND = 454;

  private final CameraLoop loop;
  private final RtspDialogue dialogue;
  private final String url;
  private final List<String> methods;
  private final Duration interval;
  private final LongSupplier packets;
  private final Consumer<Quirk> onQuirk;
  private final Runnable onLost;
  private int method;
  private boolean answerAwaited;
  private boolean anyAnswer;
  private CameraLoop.@Nullable Timer timer;
  private CameraLoop.@Nullable Timer doubt;

  /**
   * @param methods what the camera offers, the best first
   * @param packets how many have come, to see whether the session lives
   * @param onLost called when the camera no longer knows the session
   */
  KeepAlive(
      CameraLoop loop,
      RtspDialogue dialogue,
      String url,
      List<String> methods,
      int timeoutSeconds,
      LongSupplier packets,
      Consumer<Quirk> onQuirk,
      Runnable onLost) {
    this.loop = loop;
    this.dialogue = dialogue;
    this.url = url;
    this.methods = methods;
    this.interval = Duration.ofSeconds(timeoutSeconds).dividedBy(2);
    this.packets = packets;
    this.onQuirk = onQuirk;
    this.onLost = onLost;
  }

  void start() {
    timer = loop.schedule(interval, this::ask);
  }

  private void ask() {
    if (answerAwaited) {
      onQuirk.accept(Quirk.KEEP_ALIVE_SILENT);
      // A method that was answered before stays: the answer is only late.
      if (!anyAnswer && method < methods.size() - 1) {
        method++;
      }
    }
    if (method < methods.size()) {
      answerAwaited = true;
      dialogue.mention(methods.get(method), url, this::answered);
    }
    start();
  }

  private void answered(Reply reply) {
    answerAwaited = false;
    if (reply.ok()) {
      anyAnswer = true;
    } else if (reply.status() == SESSION_NOT_FOUND) {
      doubt(packets.getAsLong());
    } else {
      onQuirk.accept(Quirk.KEEP_ALIVE_REFUSED);
      method++;
    }
  }

  private void doubt(long before) {
    if (doubt != null) {
      doubt.cancel();
    }
    doubt =
        loop.schedule(
            DOUBT,
            () -> {
              if (packets.getAsLong() == before) {
                onLost.run();
              } else {
                onQuirk.accept(Quirk.KEEP_ALIVE_SESSION_UNKNOWN);
                method++;
              }
            });
  }

  void close() {
    if (timer != null) {
      timer.cancel();
    }
    if (doubt != null) {
      doubt.cancel();
    }
  }
}
