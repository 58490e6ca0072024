package org.gengfu.ingest.recording;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.ingest.testing.TestUnits;
import org.gengfu.simulator.clip.EncodedScene;
import org.gengfu.simulator.clip.Gop;
import org.gengfu.simulator.clip.ParameterSets;
import org.gengfu.simulator.clip.Picture;
import org.gengfu.simulator.encode.TestCard;

/** Access units for recording: real pictures that any player shows, or rubbish of a given size. */
final class Film {
  static final Instant START = Instant.parse("2026-11-26T08:00:00.120Z");

  private static final EncodedScene CARD = TestCard.scene(160, 96);
  private final AtomicInteger alive = new AtomicInteger();
  private final Random random = new Random(1);

  /** Units that were not freed yet. */
  int alive() {
    return alive.get();
  }

  /** The n-th half second of a real film of 10 pictures a second. */
  List<AccessUnit> realGop(int number) {
    Gop gop = CARD.gop(number);
    List<AccessUnit> units = new ArrayList<>();
    for (Picture picture : gop.pictures()) {
      int size = picture.nals().stream().mapToInt(nal -> 4 + nal.length).sum();
      ByteBuffer bytes = ByteBuffer.allocateDirect(size + AccessUnit.PADDING).limit(size);
      picture.nals().forEach(nal -> bytes.putInt(nal.length).put(nal));
      long pts = number * CARD.gopTicks() + picture.offsetTicks();
      units.add(unit(format(gop.parameterSets()), pts, picture.offsetTicks() == 0, bytes.flip()));
    }
    return units;
  }

  private static VideoFormat format(ParameterSets sets) {
    ByteBuffer record = ByteBuffer.allocate(11 + sets.sps().length + sets.pps().length);
    record.put((byte) 1).put(sets.sps(), 1, 3).put((byte) 0xff).put((byte) 0xe1);
    record.putShort((short) sets.sps().length).put(sets.sps());
    record.put((byte) 1).putShort((short) sets.pps().length).put(sets.pps());
    return new VideoFormat(Codec.H264, sets.width(), sets.height(), record.array());
  }

  /** A unit of one NAL unit with random content. */
  AccessUnit unit(long pts, boolean keyframe, int size) {
    return unit(TestUnits.SUB, pts, keyframe, size, START.plusNanos(pts * 100_000 / 9));
  }

  AccessUnit unit(VideoFormat format, long pts, boolean keyframe, int size, Instant wallClock) {
    byte[] nal = new byte[size - 4];
    random.nextBytes(nal);
    ByteBuffer bytes = ByteBuffer.allocateDirect(size + AccessUnit.PADDING).limit(size);
    bytes.putInt(nal.length).put(nal).flip();
    alive.incrementAndGet();
    return new AccessUnit(format, pts, wallClock, keyframe, bytes, alive::decrementAndGet);
  }

  private AccessUnit unit(VideoFormat format, long pts, boolean keyframe, ByteBuffer bytes) {
    alive.incrementAndGet();
    return new AccessUnit(
        format, pts, START.plusNanos(pts * 100_000 / 9), keyframe, bytes, alive::decrementAndGet);
  }

  /** A group of two seconds that begins at this second: a keyframe and three pictures. */
  List<AccessUnit> gopAt(int second, int bytes) {
    List<AccessUnit> units = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      units.add(unit(second * 90_000L + i * 45_000L, i == 0, Math.max(8, bytes / 4)));
    }
    return units;
  }
}
