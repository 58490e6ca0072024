package org.gengfu.ingest.testing;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.VideoFormat;

/** Makes access units and knows how many have not been freed. */
public final class TestUnits {
  /** As sub.mp4 of the benchmark streams has it. */
  public static final VideoFormat SUB =
      new VideoFormat(
          Codec.H264,
          640,
          360,
          HexFormat.of()
              .parseHex(
                  "014d4016ffe10018674d4016da0280bfe584000003000400000300783c58ba8001000468ef32c8"));

  private final AtomicInteger alive = new AtomicInteger();

  public AccessUnit keyframe(long pts, int size) {
    return unit(SUB, pts, true, size);
  }

  public AccessUnit picture(long pts, int size) {
    return unit(SUB, pts, false, size);
  }

  public AccessUnit unit(VideoFormat format, long pts, boolean keyframe, int size) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(size + AccessUnit.PADDING).limit(size);
    bytes.put(0, (byte) pts);
    alive.incrementAndGet();
    return new AccessUnit(
        format, pts, Instant.EPOCH, keyframe, bytes, () -> alive.decrementAndGet());
  }

  /** Units not yet freed. */
  public int alive() {
    return alive.get();
  }
}
