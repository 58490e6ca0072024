package org.gengfu.ingest.playback;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.recording.RecordedVideo.Moment;
import org.gengfu.core.recording.RecordedVideo.Watcher;
import org.jspecify.annotations.Nullable;

/** Keeps what it gets. */
final class FakeWatcher implements Watcher {
  final List<String> said = new ArrayList<>();
  final List<Moment> moments = new ArrayList<>();

  /** Where in the bytes each segment begins. */
  final List<Integer> started = new ArrayList<>();

  final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  boolean ready = true;

  @Override
  public void start(String mimeType, Buffer segment) {
    said.add(mimeType);
    started.add(bytes.size());
    bytes.writeBytes(segment.getBytes());
  }

  @Override
  public void fragment(Moment moment, Buffer fragment) {
    moments.add(moment);
    bytes.writeBytes(fragment.getBytes());
  }

  @Override
  public void gap(Instant from, Instant to) {
    said.add("gap " + from + " " + to);
  }

  @Override
  public void silent(@Nullable AudioCodec codec) {
    said.add("silent " + codec);
  }

  @Override
  public void edge() {
    said.add("edge");
  }

  @Override
  public void failed(String why) {
    said.add("failed");
  }

  @Override
  public boolean ready() {
    return ready;
  }

  /** How much of the viewer's time was sent. */
  Duration sent() {
    return moments.isEmpty() ? Duration.ZERO : end(moments.get(moments.size() - 1));
  }

  Instant shownUpTo() {
    Moment last = moments.get(moments.size() - 1);
    return last.at().plus(last.recorded());
  }

  static Duration end(Moment moment) {
    return moment.media().plus(moment.shown());
  }
}
