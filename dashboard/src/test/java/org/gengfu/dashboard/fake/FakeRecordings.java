package org.gengfu.dashboard.fake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.gengfu.core.media.ByteSource;
import org.gengfu.core.media.Codec;
import org.gengfu.core.recording.RecordedVideo;
import org.gengfu.core.recording.RecordingException;
import org.gengfu.core.recording.RecordingException.Reason;
import org.gengfu.core.recording.VideoFile;
import org.jspecify.annotations.Nullable;

/**
 * Camera "gate" is recorded from 07:00 to 07:30 of the tests' day; files are made-up bytes, viewers
 * are played to by hand.
 */
public final class FakeRecordings implements RecordedVideo {
  public static final Instant BEGIN = Instant.parse("2026-03-01T07:00:00Z");
  public static final Instant END = BEGIN.plusSeconds(1_800);

  /** Viewers in the order in which they came. */
  public final BlockingQueue<Viewer> viewers = new LinkedBlockingQueue<>();

  /** Of files; null for none. */
  public volatile VideoFile.@Nullable Sound sound;

  public volatile byte[] bytes = pattern(1_000_000);

  /** From here on the file can't be read. */
  public volatile long brokenAt = Long.MAX_VALUE;

  public final AtomicInteger open = new AtomicInteger();
  public final AtomicInteger reads = new AtomicInteger();

  /** A viewer, where it began, and what it has asked for since. */
  public record Viewer(
      String cameraId, Instant from, int speed, Watcher watcher, BlockingQueue<String> wishes) {}

  public static byte[] pattern(int length) {
    byte[] made = new byte[length];
    for (int i = 0; i < length; i++) {
      made[i] = (byte) (i * 31 + i / 251);
    }
    return made;
  }

  @Override
  public Timeline timeline(String cameraId, Instant from, Instant to) {
    return cameraId.equals("gate")
        ? new Timeline(
            List.of(new Span(BEGIN, END, 12_345, Codec.H264, 1920, 1080)),
            List.of(new Gap(from, BEGIN), new Gap(END, to)))
        : new Timeline(List.of(), List.of(new Gap(from, to)));
  }

  @Override
  public VideoFile file(String cameraId, Instant from, Instant to) {
    if (cameraId.equals("yard")) {
      throw new RecordingException(Reason.MIXED_CODECS, "H264 to H265");
    }
    if (!cameraId.equals("gate") || !from.isBefore(END) || !to.isAfter(BEGIN)) {
      throw new RecordingException(Reason.NOTHING, "nothing is recorded then");
    }
    return new FakeFile(from, to);
  }

  @Override
  public VideoFile recentFile(String cameraId, Instant from, Instant to) {
    return file(cameraId, from, to);
  }

  private final class FakeFile implements VideoFile {
    private final Instant from;
    private final Instant to;

    FakeFile(Instant from, Instant to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public String mimeType() {
      return "video/mp4; codecs=\"avc1.64001f\"";
    }

    @Override
    public @Nullable Sound sound() {
      return sound;
    }

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public String tag() {
      return "tag" + bytes.length;
    }

    @Override
    public Duration duration() {
      return Duration.between(from, to);
    }

    @Override
    public List<Stretch> stretches() {
      return List.of(new Stretch(Duration.ZERO, from, to));
    }

    @Override
    public ByteSource.Reader open() {
      open.incrementAndGet();
      return new ByteSource.Reader() {
        @Override
        public void read(long position, ByteBuffer into) throws IOException {
          reads.incrementAndGet();
          if (position + into.remaining() > brokenAt) {
            throw new IOException("deleted meanwhile");
          }
          into.put(bytes, (int) position, (int) Math.min(into.remaining(), length() - position));
        }

        @Override
        public void close() {
          open.decrementAndGet();
        }
      };
    }
  }

  @Override
  public Watching watch(String cameraId, Instant from, int speed, Watcher watcher) {
    BlockingQueue<String> wishes = new LinkedBlockingQueue<>();
    viewers.add(new Viewer(cameraId, from, speed, watcher, wishes));
    return new Watching() {
      @Override
      public void pause() {
        wishes.add("pause");
      }

      @Override
      public void resume() {
        wishes.add("resume");
      }

      @Override
      public void seek(Instant to) {
        wishes.add("seek " + to);
      }

      @Override
      public void speed(int newSpeed) {
        wishes.add("speed " + newSpeed);
      }

      @Override
      public void close() {
        wishes.add("close");
      }
    };
  }
}
