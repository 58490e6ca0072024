package org.gengfu.ingest.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.core.recording.Fragment;
import org.gengfu.core.recording.Segment;
import org.gengfu.core.recording.SegmentStore.Row;
import org.gengfu.ingest.mp4.GopFragment;
import org.gengfu.ingest.mp4.SoundRun;
import org.jspecify.annotations.Nullable;

/**
 * A file being written. It is planned on the camera's event loop and from then on belongs to the
 * thread of its disk; {@link #row()} and {@link #broken()} may be asked on any thread.
 */
final class OpenSegment {
  /** Cameras with clocks that step back may begin twice in one millisecond. */
  private static final int MOST_NAMES = 100;

  private final String cameraId;
  private final VideoFormat format;
  private final @Nullable AudioFormat sound;
  private final Instant start;
  private final long startPts;
  private final RecordingDisk disk;
  private final List<Fragment> fragments = new ArrayList<>();
  private DiskFiles.@Nullable Sink sink;
  private @Nullable Segment segment;
  private long decodeTime;
  private long soundEnd;
  private long syncedNanos;
  private volatile boolean broken;

  /** A segment that begins with this group of pictures. */
  OpenSegment(String cameraId, Gop first, RecordingDisk disk) {
    this.cameraId = cameraId;
    this.format = first.format();
    this.sound = first.soundFormat();
    // What the index and the file's name can hold.
    this.start = Instant.ofEpochMilli(first.wallClock().toEpochMilli());
    this.startPts = first.firstPts();
    this.disk = disk;
  }

  String cameraId() {
    return cameraId;
  }

  RecordingDisk disk() {
    return disk;
  }

  /** Whether its tracks can take the group's pictures and sound. */
  boolean takes(Gop gop) {
    AudioFormat its = gop.soundFormat();
    return gop.format().equals(format) && (its == null || Objects.equals(its, sound));
  }

  /** The {@code codecs} parameter of RFC 6381. */
  private String codecs() {
    return sound == null ? format.codecs() : format.codecs() + "," + sound.codecs();
  }

  Instant start() {
    return start;
  }

  long startPts() {
    return startPts;
  }

  /** Whether nothing can be added any more. */
  boolean broken() {
    return broken;
  }

  boolean created() {
    return sink != null;
  }

  /** Creates the file with its header. */
  void create(DiskFiles files, int diskId, long nowNanos) throws IOException {
    StreamName stream = StreamName.MAIN;
    Identity identity =
        new Identity(cameraId, stream, start, codecs(), format.width(), format.height());
    byte[] header = SegmentHeader.of(format, sound, identity);
    String folder = cameraId + "/" + LocalDate.ofInstant(start, ZoneOffset.UTC) + "/";
    String ending = "-" + stream.name().toLowerCase(Locale.ROOT) + ".mp4";
    for (int number = 1; ; number++) {
      String name = start.toEpochMilli() + (number == 1 ? "" : "." + number) + ending;
      try {
        sink = files.create(folder + name);
      } catch (FileAlreadyExistsException e) {
        if (number == MOST_NAMES) {
          throw e;
        }
        continue;
      }
      synchronized (this) {
        segment =
            new Segment(
                new Segment.Key(diskId, folder + name),
                cameraId,
                stream,
                start,
                start,
                Segment.State.OPEN,
                header.length,
                codecs(),
                format.width(),
                format.height(),
                header.length);
      }
      sink.write(new ByteBuffer[] {ByteBuffer.wrap(header)});
      syncedNanos = nowNanos;
      return;
    }
  }

  /** Appends a group of pictures; gives the bytes written. */
  int append(Gop gop) throws IOException {
    DiskFiles.Sink file = started(sink);
    SoundRun run = run(gop);
    GopFragment fragment =
        GopFragment.of(gop.units(), fragments.size() + 1, decodeTime, gop.endPts(), run);
    ByteBuffer[] buffers = new ByteBuffer[1 + gop.units().size() + (run == null ? 0 : 1)];
    buffers[0] = fragment.head();
    int next = 1;
    for (AccessUnit unit : gop.units()) {
      buffers[next++] = unit.bytes();
    }
    if (run != null) {
      buffers[next] = run.bytes().duplicate();
      soundEnd = run.end();
    }
    file.write(buffers);
    synchronized (this) {
      Segment before = started(segment);
      Fragment written =
          new Fragment(
              before.bytes(),
              fragment.bytes(),
              decodeTime,
              fragment.duration(),
              Instant.ofEpochMilli(gop.wallClock().toEpochMilli()),
              gop.keyframe());
      fragments.add(written);
      segment =
          before.with(
              Segment.State.OPEN, written.wallClockEnd(), before.bytes() + fragment.bytes());
      decodeTime += fragment.duration();
    }
    return fragment.bytes();
  }

  /** Its sound on the file's time line, behind what was written of it. */
  private @Nullable SoundRun run(Gop gop) {
    List<AudioUnit> units = gop.sound();
    boolean promised = sound != null && Objects.equals(sound, gop.soundFormat());
    return promised ? SoundRun.of(units, decodeTime - gop.firstPts(), soundEnd) : null;
  }

  /** Syncs if that is due. */
  boolean syncAfter(long nanos, long nowNanos) throws IOException {
    if (nowNanos - syncedNanos < nanos) {
      return false;
    }
    started(sink).sync();
    syncedNanos = nowNanos;
    return true;
  }

  /** Ends the file as it should be. */
  void close() throws IOException {
    broken = true;
    DiskFiles.Sink file = sink;
    if (file != null) {
      try (file) {
        file.sync();
      }
      ended();
    }
  }

  /** Ends it after a write has failed: cuts off what was half written, if the disk lets us. */
  void abandon() {
    broken = true;
    DiskFiles.Sink file = sink;
    if (file != null) {
      try (file) {
        file.truncate(started(segment).bytes());
        file.sync();
      } catch (IOException e) {
        // The disk has failed already and is reported; the next start cuts the file.
      }
      ended();
    }
  }

  private synchronized void ended() {
    Segment last = started(segment);
    segment = last.with(Segment.State.CLOSED, last.end(), last.bytes());
  }

  /** As it is now on disk; null before there is a file. */
  synchronized @Nullable Row row() {
    return segment == null ? null : new Row(segment, fragments);
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the segment has no file yet");
    }
    return part;
  }
}
