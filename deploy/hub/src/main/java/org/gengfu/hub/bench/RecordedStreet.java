package org.gengfu.hub.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.core.village.Camera;
import org.gengfu.ingest.Ingest;
import org.gengfu.ingest.IngestConfig;
import org.gengfu.ingest.rtsp.RtspLimits;

/**
 * Groups of pictures of one camera, received once and kept, to be sent again as those of any number
 * of cameras.
 *
 * @param calm those in which least happens
 * @param busy those in which most happens
 * @param groupTicks how long each lasts, {@link AccessUnit#PTS_PER_SECOND} a second
 */
record RecordedStreet(List<List<Picture>> calm, List<List<Picture>> busy, long groupTicks) {
  private static final String CAMERA = "street";
  private static final int GROUPS = 4;
  private static final double PATIENCE_SECONDS = 120;

  /**
   * One encoded picture.
   *
   * @param format its format
   * @param offset presentation time since its keyframe
   * @param bytes direct memory with padding behind the limit
   */
  record Picture(VideoFormat format, long offset, ByteBuffer bytes) {
    AccessUnit at(long pts, Instant wallClock) {
      return new AccessUnit(format, pts, wallClock, offset == 0, bytes.duplicate(), () -> {});
    }
  }

  /**
   * Receives for so long, at the stream's own pace.
   *
   * @throws IOException when too little came
   */
  static RecordedStreet receive(Workplace workplace, String url, double seconds)
      throws IOException, InterruptedException {
    FixedVillage village = new FixedVillage();
    village.add(new Camera(CAMERA, CAMERA, url, null, null, null, null, true));
    Vertx vertx = Vertx.vertx();
    Ingest ingest =
        new Ingest(
            vertx,
            village,
            new DomainEvents(),
            new NoReadings(),
            (time, statuses) -> {},
            new SimpleMeterRegistry(),
            Clock.systemUTC(),
            IngestConfig.standard(workplace.scratch(), 1, RtspLimits.STANDARD, 1 << 20));
    Tape tape = new Tape();
    ingest.feeds().subscribe(CAMERA, StreamName.MAIN, tape::add);
    ingest.start();
    try {
      double waited = 0;
      while (tape.seconds() < seconds && waited < seconds + PATIENCE_SECONDS) {
        Thread.sleep(100);
        waited += 0.1;
      }
    } finally {
      ingest.close();
      vertx.close();
    }
    return tape.cut();
  }

  /** What comes in; the camera's loop writes, the benchmark reads. */
  private static final class Tape {
    private final List<List<Picture>> groups = new ArrayList<>();
    private long first = -1;
    private long last;
    private long keyframe;

    synchronized void add(AccessUnit unit) {
      if (unit.keyframe()) {
        groups.add(new ArrayList<>());
        keyframe = unit.pts();
      }
      first = first < 0 ? unit.pts() : first;
      last = unit.pts();
      ByteBuffer copy = ByteBuffer.allocateDirect(unit.size() + AccessUnit.PADDING);
      copy.put(unit.bytes()).flip();
      groups.get(groups.size() - 1).add(new Picture(unit.format(), unit.pts() - keyframe, copy));
    }

    synchronized double seconds() {
      return first < 0 ? 0 : (last - first) / (double) AccessUnit.PTS_PER_SECOND;
    }

    synchronized RecordedStreet cut() throws IOException {
      // The last one is not whole.
      List<List<Picture>> whole = groups.subList(0, Math.max(0, groups.size() - 1));
      if (whole.size() < 2 * GROUPS) {
        throw new IOException("only " + whole.size() + " groups of pictures were received");
      }
      List<List<Picture>> bySize =
          whole.stream().sorted(Comparator.comparingLong(Tape::moving)).toList();
      List<Picture> one = whole.get(0);
      long step = one.get(1).offset();
      return new RecordedStreet(
          List.copyOf(bySize.subList(0, GROUPS)),
          List.copyOf(bySize.subList(bySize.size() - GROUPS, bySize.size())),
          one.get(one.size() - 1).offset() + step);
    }

    /** Bytes behind the keyframe: what moves costs bits. */
    private static long moving(List<Picture> group) {
      return group.stream().skip(1).mapToLong(picture -> picture.bytes().limit()).sum();
    }
  }
}
