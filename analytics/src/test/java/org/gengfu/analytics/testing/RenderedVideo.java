package org.gengfu.analytics.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.simulator.clip.Clip;
import org.gengfu.simulator.clip.Gop;
import org.gengfu.simulator.clip.ParameterSets;
import org.gengfu.simulator.clip.Picture;
import org.gengfu.simulator.encode.ClipEncoder;
import org.gengfu.simulator.scene.Film;

/** A film as a camera would send it, with a count of the access units that nobody has freed. */
public final class RenderedVideo {
  private static final int BITS_PER_SECOND = 2_000_000;

  private final VideoFormat format;
  private final List<Unit> units;
  private final AtomicInteger unreleased = new AtomicInteger();

  /** An encoded picture: length-prefixed NAL units. */
  public record Unit(long pts, boolean keyframe, byte[] bytes) {}

  public RenderedVideo(Film film, int gopFrames) {
    this(film, gopFrames, BITS_PER_SECOND);
  }

  /** With an encoder that aims at another rate. */
  public RenderedVideo(Film film, int gopFrames, int bitsPerSecond) {
    Clip clip = ClipEncoder.encode(film, gopFrames, bitsPerSecond);
    this.format = format(clip.gops().get(0).parameterSets());
    this.units = new ArrayList<>();
    long start = 0;
    for (Gop gop : clip.gops()) {
      for (Picture picture : gop.pictures()) {
        long pts = start + picture.offsetTicks();
        units.add(new Unit(pts, picture.offsetTicks() == 0, prefixed(picture.nals())));
      }
      start += clip.gopTicks();
    }
  }

  private RenderedVideo(RenderedVideo same) {
    this.format = same.format;
    this.units = same.units;
  }

  /** The same video with a count of its own. */
  public RenderedVideo copy() {
    return new RenderedVideo(this);
  }

  public VideoFormat format() {
    return format;
  }

  public List<Unit> units() {
    return units;
  }

  public List<Unit> keyframes() {
    return units.stream().filter(Unit::keyframe).toList();
  }

  /** An access unit of this picture; the caller releases it. */
  public AccessUnit accessUnit(Unit unit, Instant streamStart) {
    return accessUnit(unit.bytes(), unit.pts(), streamStart, unit.keyframe());
  }

  /** An access unit of any bytes. */
  public AccessUnit accessUnit(byte[] bytes, long pts, Instant streamStart, boolean keyframe) {
    ByteBuffer memory = ByteBuffer.allocateDirect(bytes.length + AccessUnit.PADDING);
    memory.put(bytes).flip();
    unreleased.incrementAndGet();
    Instant wallClock = streamStart.plus(Duration.ofMillis(pts * 1000 / AccessUnit.PTS_PER_SECOND));
    return new AccessUnit(format, pts, wallClock, keyframe, memory, unreleased::decrementAndGet);
  }

  /** Access units handed out and not freed. */
  public int unreleased() {
    return unreleased.get();
  }

  private static byte[] prefixed(List<byte[]> nals) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] nal : nals) {
      bytes.writeBytes(ByteBuffer.allocate(4).putInt(nal.length).array());
      bytes.writeBytes(nal);
    }
    return bytes.toByteArray();
  }

  /** ISO/IEC 14496-15 §5.3.3.1. */
  private static VideoFormat format(ParameterSets sets) {
    byte[] sps = sets.sps();
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(new byte[] {1, sps[1], sps[2], sps[3], (byte) 0xff, (byte) 0xe1});
    record.writeBytes(ByteBuffer.allocate(2).putShort((short) sps.length).array());
    record.writeBytes(sps);
    record.write(1);
    record.writeBytes(ByteBuffer.allocate(2).putShort((short) sets.pps().length).array());
    record.writeBytes(sets.pps());
    return new VideoFormat(Codec.H264, sets.width(), sets.height(), record.toByteArray());
  }
}
