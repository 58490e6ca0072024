package org.gengfu.ingest.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gengfu.ingest.testing.RtpPackets;

/**
 * A group of pictures as a camera sends it, of drawn bytes: one keyframe, eight times as large as
 * each of the other pictures; parameter sets in one packet before it.
 */
final class DrawnStream {
  static final int PICTURES = 25;

  /** What is left of an Ethernet frame. */
  private static final int PACKET_BYTES = 1_400;

  private static final int KEYFRAME_TIMES = 8;
  private static final int TICKS_A_PICTURE = 3_600;
  private static final int CHANNEL = 0;
  private static final int FU_START = 0x80;
  private static final int FU_END = 0x40;

  /** How a codec packs NAL units into payloads; sizes in bytes. */
  interface Packing {
    /** Parameter sets as one payload. */
    byte[] sets();

    /** Header of a slice. */
    byte[] header(boolean keyframe);

    /** What stands before a fragment of such a slice, {@code flags} in its last byte. */
    byte[] fragmentHeader(boolean keyframe, int flags);
  }

  /** RTP packets, in their order. */
  final List<byte[]> packets = new ArrayList<>();

  private final Random random;
  private int timestamp;

  /**
   * @param mean bytes of a picture
   */
  DrawnStream(Packing packing, int mean, long seed) {
    random = new Random(seed);
    int small = mean * PICTURES / (PICTURES - 1 + KEYFRAME_TIMES);
    packet(packing.sets(), false);
    picture(packing, true, small * KEYFRAME_TIMES);
    for (int i = 1; i < PICTURES; i++) {
      picture(packing, false, small);
    }
  }

  private void picture(Packing packing, boolean keyframe, int bytes) {
    byte[] body = new byte[bytes - packing.header(keyframe).length];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) (1 + random.nextInt(255)); // no start code
    }
    body[0] |= (byte) 0x80; // the first slice of its picture
    int room = PACKET_BYTES - packing.fragmentHeader(keyframe, 0).length;
    if (bytes <= PACKET_BYTES) {
      packet(join(packing.header(keyframe), body, 0, body.length), true);
    } else {
      for (int at = 0; at < body.length; at += room) {
        int end = Math.min(body.length, at + room);
        int flags = (at == 0 ? FU_START : 0) | (end == body.length ? FU_END : 0);
        byte[] head = packing.fragmentHeader(keyframe, flags);
        packet(join(head, body, at, end), end == body.length);
      }
    }
    timestamp += TICKS_A_PICTURE;
  }

  private void packet(byte[] payload, boolean marker) {
    packets.add(RtpPackets.of(payload, packets.size(), timestamp, 1, marker));
  }

  private static byte[] join(byte[] head, byte[] body, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head);
    out.write(body, from, to - from);
    return out.toByteArray();
  }

  /** The packets as interleaved frames, in direct memory as a socket's reads leave them. */
  List<ByteBuf> reads(int bytes) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (byte[] packet : packets) {
      stream.write('$');
      stream.write(CHANNEL);
      stream.write(packet.length >> 8);
      stream.write(packet.length);
      stream.writeBytes(packet);
    }
    byte[] all = stream.toByteArray();
    List<ByteBuf> reads = new ArrayList<>();
    for (int at = 0; at < all.length; at += bytes) {
      int length = Math.min(bytes, all.length - at);
      reads.add(Unpooled.directBuffer(length).writeBytes(all, at, length));
    }
    return reads;
  }

  /** H.264: STAP-A and FU-A (RFC 6184). */
  static final class H264 implements Packing {
    private final byte[] sets;

    H264(byte[] sps, byte[] pps) {
      sets = aggregate(new byte[] {24}, sps, pps);
    }

    @Override
    public byte[] sets() {
      return sets;
    }

    @Override
    public byte[] header(boolean keyframe) {
      return new byte[] {(byte) (keyframe ? 0x65 : 0x41)};
    }

    @Override
    public byte[] fragmentHeader(boolean keyframe, int flags) {
      int header = header(keyframe)[0];
      return new byte[] {(byte) ((header & 0xe0) | 28), (byte) (flags | (header & 0x1f))};
    }
  }

  /** H.265: aggregation packets and fragmentation units (RFC 7798). */
  static final class H265 implements Packing {
    private static final int IDR = 19;
    private static final int TRAIL = 1;
    private final byte[] sets;

    H265(byte[]... sets) {
      this.sets = aggregate(new byte[] {48 << 1, 1}, sets);
    }

    @Override
    public byte[] sets() {
      return sets;
    }

    @Override
    public byte[] header(boolean keyframe) {
      return new byte[] {(byte) ((keyframe ? IDR : TRAIL) << 1), 1};
    }

    @Override
    public byte[] fragmentHeader(boolean keyframe, int flags) {
      return new byte[] {49 << 1, 1, (byte) (flags | (keyframe ? IDR : TRAIL))};
    }
  }

  private static byte[] aggregate(byte[] header, byte[]... nals) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header);
    for (byte[] nal : nals) {
      out.write(nal.length >> 8);
      out.write(nal.length);
      out.writeBytes(nal);
    }
    return out.toByteArray();
  }
}
