package org.gengfu.ingest.rtsp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the receiving of a stream does, as plainly as it can be said: arrays, copied as it comes.
 */
final class StreamTwins {
  private static final int FU_START = 0x80;
  private static final int FU_END = 0x40;

  private StreamTwins() {}

  /** Parts a connection's bytes into interleaved frames (RFC 2326 §10.12). */
  static final class Framing {
    private byte[] rest = {};

    /** The frames that a read completes. */
    List<byte[]> read(byte[] bytes) {
      byte[] all = Arrays.copyOf(rest, rest.length + bytes.length);
      System.arraycopy(bytes, 0, all, rest.length, bytes.length);
      List<byte[]> frames = new ArrayList<>();
      int at = 0;
      while (all.length - at >= 4) {
        int end = at + 4 + ((all[at + 2] & 0xff) << 8 | (all[at + 3] & 0xff));
        if (end > all.length) {
          break;
        }
        frames.add(Arrays.copyOfRange(all, at + 4, end));
        at = end;
      }
      rest = Arrays.copyOfRange(all, at, all.length);
      return frames;
    }
  }

  /** Makes pictures of RTP packets without loss, each its slices behind their lengths. */
  abstract static class Depacketizer {
    private final ByteArrayOutputStream picture = new ByteArrayOutputStream();
    private final ByteArrayOutputStream nal = new ByteArrayOutputStream();

    /** The picture that a packet ends; empty where it ends none. */
    final byte[] packet(byte[] packet) {
      payload(Arrays.copyOfRange(packet, 12, packet.length));
      if ((packet[1] & 0x80) == 0) {
        return new byte[0];
      }
      byte[] done = picture.toByteArray();
      picture.reset();
      return done;
    }

    abstract void payload(byte[] payload);

    abstract boolean slice(byte[] whole);

    final void whole(byte[] bytes) {
      if (slice(bytes)) {
        picture.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
        picture.writeBytes(bytes);
      }
    }

    final void aggregate(byte[] payload, int at) {
      while (at < payload.length) {
        int end = at + 2 + ((payload[at] & 0xff) << 8 | (payload[at + 1] & 0xff));
        whole(Arrays.copyOfRange(payload, at + 2, end));
        at = end;
      }
    }

    final void fragment(byte[] header, int flags, byte[] payload, int at) {
      if ((flags & FU_START) != 0) {
        nal.reset();
        nal.writeBytes(header);
      }
      nal.write(payload, at, payload.length - at);
      if ((flags & FU_END) != 0) {
        whole(nal.toByteArray());
      }
    }
  }

  /** RFC 6184. */
  static final class H264 extends Depacketizer {
    @Override
    void payload(byte[] payload) {
      int type = payload[0] & 0x1f;
      if (type == 24) {
        aggregate(payload, 1);
      } else if (type == 28) {
        byte[] header = {(byte) ((payload[0] & 0xe0) | (payload[1] & 0x1f))};
        fragment(header, payload[1], payload, 2);
      } else {
        whole(payload);
      }
    }

    @Override
    boolean slice(byte[] whole) {
      int type = whole[0] & 0x1f;
      return type == 1 || type == 5;
    }
  }

  /** RFC 7798. */
  static final class H265 extends Depacketizer {
    @Override
    void payload(byte[] payload) {
      int type = payload[0] >> 1 & 0x3f;
      if (type == 48) {
        aggregate(payload, 2);
      } else if (type == 49) {
        byte[] header = {(byte) ((payload[0] & 0x81) | (payload[2] & 0x3f) << 1), payload[1]};
        fragment(header, payload[2], payload, 3);
      } else {
        whole(payload);
      }
    }

    @Override
    boolean slice(byte[] whole) {
      return (whole[0] >> 1 & 0x3f) < 32;
    }
  }
}
