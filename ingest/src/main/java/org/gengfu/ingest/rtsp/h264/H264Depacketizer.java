package org.gengfu.ingest.rtsp.h264;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.gengfu.ingest.rtsp.nal.ParameterSets;
import org.gengfu.ingest.rtsp.nal.UnitAssembler;
import org.gengfu.ingest.rtsp.nal.VideoDepacketizer;

/** H.264 in RTP (RFC 6184: single NAL unit packets, STAP-A and FU-A). */
public final class H264Depacketizer extends VideoDepacketizer {
  private static final int STAP_A = 24;
  private static final int FU_A = 28;
  private static final int FU_B = 29;
  private static final int FU_START = 0x80;
  private static final int FU_END = 0x40;

  /**
   * @param parameterSets of this stream
   */
  public H264Depacketizer(
      ByteBufAllocator allocator, ParameterSets parameterSets, UnitAssembler.Output output) {
    super(new UnitAssembler(allocator, new H264Syntax(), parameterSets, output));
  }

  @Override
  protected boolean payload(ByteBuf in, int index, int length) {
    int type = in.getUnsignedByte(index) & H264Syntax.TYPE;
    if (type == FU_A) {
      return fragment(in, index, length);
    }
    if (type == STAP_A) {
      return aggregate(in, index + 1, length - 1);
    }
    if (type > STAP_A && type <= FU_B) {
      return false;
    }
    return whole(in, index, length);
  }

  private boolean whole(ByteBuf in, int index, int length) {
    return nals().beginNal(in.getUnsignedByte(index), in, index + 1, length - 1) && nals().endNal();
  }

  private boolean aggregate(ByteBuf in, int index, int length) {
    while (length > 2) {
      int size = in.getUnsignedShort(index);
      if (size == 0 || size > length - 2 || !whole(in, index + 2, size)) {
        return false;
      }
      index += 2 + size;
      length -= 2 + size;
    }
    return length == 0;
  }

  private boolean fragment(ByteBuf in, int index, int length) {
    if (length < 2) {
      return false;
    }
    int indicator = in.getUnsignedByte(index);
    int fragmentHeader = in.getUnsignedByte(index + 1);
    if ((fragmentHeader & FU_START) != 0) {
      int header = (indicator & 0xe0) | (fragmentHeader & H264Syntax.TYPE);
      if (!nals().beginNal(header, in, index + 2, length - 2)) {
        return false;
      }
    } else if (!nals().appendToNal(in, index + 2, length - 2)) {
      return false;
    }
    return (fragmentHeader & FU_END) == 0 || nals().endNal();
  }
}
