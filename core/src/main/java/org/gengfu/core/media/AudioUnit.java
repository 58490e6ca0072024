package org.gengfu.core.media;

import java.nio.ByteBuffer;

/**
 * A piece of encoded sound, some ten milliseconds long: an AAC access unit, or the G.711 samples of
 * one packet. It never changes and is shared freely.
 */
public final class AudioUnit {
  private final AudioFormat format;
  private final long pts;
  private final int samples;
  private final byte[] bytes;

  /**
   * @param format its format
   * @param pts presentation time on the time line of the pictures that it belongs to, {@link
   *     AccessUnit#PTS_PER_SECOND} units a second
   * @param samples how long it lasts, in samples of {@link AudioFormat#sampleRate()}
   * @param bytes given away: not to be changed any more
   */
  public AudioUnit(AudioFormat format, long pts, int samples, byte[] bytes) {
    this.format = format;
    this.pts = pts;
    this.samples = samples;
    this.bytes = bytes;
  }

  public AudioFormat format() {
    return format;
  }

  public long pts() {
    return pts;
  }

  /** How long it lasts, in samples of a channel. */
  public int samples() {
    return samples;
  }

  /** Size in bytes. */
  public int size() {
    return bytes.length;
  }

  /** A read-only view of the bytes with its own position. */
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }
}
