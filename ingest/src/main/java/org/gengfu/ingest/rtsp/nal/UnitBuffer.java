package org.gengfu.ingest.rtsp.nal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.gengfu.core.media.AccessUnit;
import org.jspecify.annotations.Nullable;

/**
 * The memory of the access unit that is being received: NAL units, each behind its length in four
 * bytes, in one pooled direct buffer that is sized after the pictures before it.
 */
final class UnitBuffer {
  /** Greatest access unit that is taken, in bytes; a 4K keyframe has some 2 MB. */
  static final int MAX_BYTES = 8 << 20;

  /** Most NAL units in an access unit. */
  static final int MAX_NALS = 512;

  private static final int LENGTH_BYTES = 4;
  private static final int SMALLEST = 1024;
  private static final int KEYFRAME_GUESS = 64 << 10;
  private static final int PICTURE_GUESS = 8 << 10;

  private final ByteBufAllocator allocator;
  private final int headerBytes;
  private @Nullable ByteBuf buffer;
  private int nalStart = -1;
  private int nals;
  private int keyframeBytes = KEYFRAME_GUESS;
  private int pictureBytes = PICTURE_GUESS;

  /**
   * @param headerBytes length of a NAL unit header: 1 or 2
   */
  UnitBuffer(ByteBufAllocator allocator, int headerBytes) {
    this.allocator = allocator;
    this.headerBytes = headerBytes;
  }

  boolean isEmpty() {
    return buffer == null;
  }

  boolean nalOpen() {
    return nalStart >= 0;
  }

  /**
   * Begins a NAL unit.
   *
   * @param likelyKeyframe sizes the memory where this is the first
   * @return false where a bound is reached
   */
  boolean startNal(int header, boolean likelyKeyframe) {
    ByteBuf out = buffer;
    if (out == null) {
      int expected = likelyKeyframe ? keyframeBytes : pictureBytes;
      int size = Math.max(SMALLEST, expected + expected / 4 + AccessUnit.PADDING);
      out = allocator.directBuffer(Math.min(size, MAX_BYTES), MAX_BYTES + AccessUnit.PADDING);
      buffer = out;
    }
    if (nals >= MAX_NALS || out.writerIndex() + LENGTH_BYTES + headerBytes > MAX_BYTES) {
      return false;
    }
    nals++;
    nalStart = out.writerIndex();
    out.writeInt(0);
    if (headerBytes == 1) {
      out.writeByte(header);
    } else {
      out.writeShort(header);
    }
    return true;
  }

  /** Adds to the open NAL unit; false where the unit would grow past its bound. */
  boolean append(ByteBuf in, int index, int length) {
    ByteBuf out = open();
    if (out.writerIndex() + length > MAX_BYTES) {
      return false;
    }
    out.writeBytes(in, index, length);
    return true;
  }

  int nalHeader() {
    int at = nalStart + LENGTH_BYTES;
    return headerBytes == 1 ? open().getUnsignedByte(at) : open().getUnsignedShort(at);
  }

  /** Byte of the open NAL unit behind its header; -1 where it has none. */
  int nalFirstByte() {
    int at = nalStart + LENGTH_BYTES + headerBytes;
    return at < open().writerIndex() ? open().getUnsignedByte(at) : -1;
  }

  int nalBytes() {
    return open().writerIndex() - nalStart - LENGTH_BYTES;
  }

  /** A copy of the open NAL unit's bytes. */
  byte[] copyNal() {
    byte[] copy = new byte[nalBytes()];
    open().getBytes(nalStart + LENGTH_BYTES, copy);
    return copy;
  }

  /** Whether a start code (00 00 01) lies within the open NAL unit. */
  boolean nalHasStartCode() {
    ByteBuf in = open();
    int end = in.writerIndex() - 2;
    for (int i = nalStart + LENGTH_BYTES; i < end; i++) {
      if (in.getByte(i) == 0 && in.getByte(i + 1) == 0 && in.getByte(i + 2) == 1) {
        return true;
      }
    }
    return false;
  }

  /** Keeps the open NAL unit. */
  void endNal() {
    open().setInt(nalStart, nalBytes());
    nalStart = -1;
  }

  /** Takes the open NAL unit out again. */
  void dropNal() {
    open().writerIndex(nalStart);
    nalStart = -1;
  }

  private ByteBuf open() {
    if (buffer == null || nalStart < 0) {
      throw new IllegalStateException("no NAL unit is open");
    }
    return buffer;
  }

  /** Gives the finished unit away, padded with zeros behind its writer index. */
  ByteBuf take(boolean keyframe) {
    ByteBuf out = buffer;
    if (out == null) {
      throw new IllegalStateException("nothing was received");
    }
    int size = out.writerIndex();
    if (keyframe) {
      keyframeBytes = size;
    } else {
      pictureBytes += (size - pictureBytes) / 4;
    }
    out.writeZero(AccessUnit.PADDING).writerIndex(size);
    buffer = null;
    forget();
    return out;
  }

  void clear() {
    if (buffer != null) {
      buffer.release();
      buffer = null;
    }
    forget();
  }

  private void forget() {
    nalStart = -1;
    nals = 0;
  }
}
