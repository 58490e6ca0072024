package org.gengfu.dashboard.push;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.recording.RecordedVideo.Moment;
import org.gengfu.core.recording.RecordedVideo.Watcher;
import org.gengfu.dashboard.http.ApiJson;
import org.gengfu.dashboard.recordings.Times;
import org.jspecify.annotations.Nullable;

/** Passes a recording on to a socket, and remembers what was shown. */
final class SocketWatcher implements Watcher {
  /** Stretches that are remembered one by one; then the last one grows over what is between. */
  static final int MOST_STRETCHES = 50;

  private static final Duration JOINED = Duration.ofSeconds(1);

  private final BoundedSocket writer;
  private final List<Instant[]> stretches = new ArrayList<>();

  SocketWatcher(BoundedSocket writer) {
    this.writer = writer;
  }

  @Override
  public void start(String mimeType, Buffer segment) {
    if (writer.waitingBytes() > 2 * LiveOperation.MAX_WAITING_BYTES) {
      writer.close(CloseCode.TOO_SLOW);
      return;
    }
    writer.text(ApiJson.text(Map.of("mimeType", mimeType)));
    writer.binary(segment);
  }

  @Override
  public void fragment(Moment moment, Buffer fragment) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("at", moment.at());
    message.put("seconds", Times.seconds(moment.recorded()));
    message.put("media", Times.seconds(moment.media()));
    message.put("shown", Times.seconds(moment.shown()));
    message.put("speed", moment.speed());
    message.put("jump", moment.jump());
    writer.text(ApiJson.text(message));
    writer.binary(fragment);
    remember(moment.at(), moment.at().plus(moment.recorded()));
  }

  private synchronized void remember(Instant from, Instant to) {
    Instant[] last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
    boolean goesOn = last != null && Duration.between(last[1], from).abs().compareTo(JOINED) <= 0;
    if (last == null || (!goesOn && stretches.size() < MOST_STRETCHES)) {
      stretches.add(new Instant[] {from, to});
    } else {
      last[0] = last[0].isBefore(from) ? last[0] : from;
      last[1] = last[1].isAfter(to) ? last[1] : to;
    }
  }

  /** What was shown, as {@code {from, to}}. */
  synchronized List<Map<String, String>> seen() {
    return stretches.stream()
        .<Map<String, String>>map(
            one -> new TreeMap<>(Map.of("from", one[0].toString(), "to", one[1].toString())))
        .toList();
  }

  @Override
  public void gap(Instant from, Instant to) {
    writer.text(ApiJson.text(Map.of("gap", Map.of("from", from, "to", to))));
  }

  @Override
  public void silent(@Nullable AudioCodec codec) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("silent", codec == null ? null : ApiJson.word(codec));
    writer.text(ApiJson.text(message));
  }

  @Override
  public void edge() {
    writer.text(ApiJson.text(Map.of("edge", true)));
  }

  @Override
  public void failed(String why) {
    writer.text(ApiJson.text(Map.of("failed", why)));
  }

  @Override
  public boolean ready() {
    return writer.ready();
  }
}
