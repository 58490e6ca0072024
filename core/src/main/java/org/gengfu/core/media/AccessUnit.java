package org.gengfu.core.media;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One encoded picture, received once and shared by everybody who wants it. It is born with one
 * reference; who keeps it past the call that handed it over calls {@link #retain()} and, on every
 * path, {@link #release()}.
 *
 * <p>The bytes are NAL units, each behind its length in four bytes, big-endian (ISO/IEC 14496-15);
 * parameter sets and access unit delimiters are left out, they stand in {@link #format()}. Behind
 * the limit lie {@value #PADDING} zero bytes in the same memory, as FFmpeg's bit reader wants them.
 */
public final class AccessUnit {
  /** AV_INPUT_BUFFER_PADDING_SIZE of libavcodec. */
  public static final int PADDING = 64;

  private final VideoFormat format;
  private final long pts;
  private final Instant wallClock;
  private final boolean keyframe;
  private final ByteBuffer bytes;
  private final Runnable free;
  private final AtomicInteger references = new AtomicInteger(1);

  /**
   * @param format format of this picture
   * @param pts presentation time on the stream's own clock, 90,000 units a second, unwrapped,
   *     starting near 0
   * @param wallClock the presentation time as wall-clock time
   * @param keyframe whether decoding can start here (IDR, or CRA/BLA for H.265)
   * @param bytes a direct buffer from position to limit, with {@link #PADDING} zero bytes behind
   *     the limit
   * @param free called once, when the last reference is gone, on whatever thread that happens
   */
  public AccessUnit(
      VideoFormat format,
      long pts,
      Instant wallClock,
      boolean keyframe,
      ByteBuffer bytes,
      Runnable free) {
    if (!bytes.isDirect() || bytes.capacity() - bytes.limit() < PADDING) {
      throw new IllegalArgumentException("an access unit lies in direct memory with padding");
    }
    this.format = format;
    this.pts = pts;
    this.wallClock = wallClock;
    this.keyframe = keyframe;
    this.bytes = bytes;
    this.free = free;
  }

  /** Clock rate of {@link #pts()}. */
  public static final long PTS_PER_SECOND = 90_000;

  public VideoFormat format() {
    return format;
  }

  public long pts() {
    return pts;
  }

  public Instant wallClock() {
    return wallClock;
  }

  public boolean keyframe() {
    return keyframe;
  }

  /** Size in bytes, padding left out. */
  public int size() {
    return bytes.remaining();
  }

  /**
   * A read-only view of the NAL units with its own position; valid while a reference is held.
   *
   * @throws IllegalStateException after the last release
   */
  public ByteBuffer bytes() {
    if (references.get() <= 0) {
      throw new IllegalStateException("access unit used after its last release");
    }
    return bytes.asReadOnlyBuffer();
  }

  /**
   * Takes one more reference.
   *
   * @return this
   * @throws IllegalStateException after the last release
   */
  public AccessUnit retain() {
    if (references.getAndUpdate(count -> count > 0 ? count + 1 : count) <= 0) {
      throw new IllegalStateException("access unit retained after its last release");
    }
    return this;
  }

  /**
   * Gives one reference back; the last one frees the memory.
   *
   * @throws IllegalStateException when released more often than retained
   */
  public void release() {
    int left = references.decrementAndGet();
    if (left < 0) {
      throw new IllegalStateException("access unit released too often");
    }
    if (left == 0) {
      free.run();
    }
  }
}
