package org.gengfu.alerts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.recording.RecordedVideo;
import org.gengfu.core.recording.RecordingException;
import org.gengfu.core.recording.RecordingException.Reason;
import org.gengfu.core.recording.RecordingProtection;
import org.gengfu.core.recording.VideoFile;
import org.jspecify.annotations.Nullable;

/** Recordings that are there for some time, and a list of what is kept of them. */
final class FakeRecordings implements RecordedVideo, RecordingProtection {
  Instant begin = Instant.MIN;
  Instant end = Instant.MIN;
  boolean broken;

  /** Why no file is given; null where one is. */
  @Nullable Reason refusal;

  final List<Protection> kept = new ArrayList<>();

  /** What a file holds: the camera and its times, over and over. */
  static byte[] bytes(String cameraId, Instant from, Instant to) {
    return (cameraId + from + to).repeat(20_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public VideoFile file(String cameraId, Instant from, Instant to) {
    if (refusal != null) {
      throw new RecordingException(refusal, "refused");
    }
    if (!begin.isBefore(to) || !end.isAfter(from)) {
      throw new RecordingException(Reason.NOTHING, "nothing is recorded");
    }
    Instant first = begin.isAfter(from) ? begin : from;
    Instant last = end.isBefore(to) ? end : to;
    return new VideoFile() {
      private final byte[] bytes = bytes(cameraId, first, last);

      @Override
      public String mimeType() {
        return "video/mp4; codecs=\"avc1.42c01e\"";
      }

      @Override
      public @Nullable Sound sound() {
        return null;
      }

      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public String tag() {
        return "tag";
      }

      @Override
      public Duration duration() {
        return Duration.between(first, last);
      }

      @Override
      public List<Stretch> stretches() {
        return List.of(new Stretch(Duration.ZERO, first, last));
      }

      @Override
      public Reader open() {
        return new Reader() {
          @Override
          public void read(long position, ByteBuffer into) throws IOException {
            if (broken && position > 100_000) {
              throw new IOException("the disk is broken");
            }
            into.put(bytes, (int) position, (int) Math.min(into.remaining(), length() - position));
          }

          @Override
          public void close() {}
        };
      }
    };
  }

  @Override
  public VideoFile recentFile(String cameraId, Instant from, Instant to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Timeline timeline(String cameraId, Instant from, Instant to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Watching watch(String cameraId, Instant from, int speed, Watcher watcher) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Protection protect(
      String cameraId, Instant from, Instant to, String reason, String actor) {
    Protection made =
        new Protection(kept.size() + 1L, cameraId, from, to, reason, from, actor, null);
    kept.add(made);
    return made;
  }

  @Override
  public boolean release(long id, String actor) {
    return kept.removeIf(one -> one.id() == id);
  }

  @Override
  public List<Protection> protections(Wanted wanted) {
    return List.copyOf(kept);
  }
}
