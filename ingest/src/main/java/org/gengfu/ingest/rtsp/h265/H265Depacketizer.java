package org.gengfu.ingest.rtsp.h265;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.gengfu.ingest.rtsp.nal.ParameterSets;
import org.gengfu.ingest.rtsp.nal.UnitAssembler;
import org.gengfu.ingest.rtsp.nal.VideoDepacketizer;

/**
 * H.265 in RTP (RFC 7798: single NAL unit packets, aggregation packets, fragmentation units; of
 * PACI packets, what they carry). Packets in decoding order only: a stream with decoding order
 * numbers (sprop-max-don-diff above 0) is refused before it begins.
 */
public final class H265Depacketizer extends VideoDepacketizer {
  private static final int HEADER_BYTES = 2;
  private static final int AGGREGATE = 48;
  private static final int FRAGMENT = 49;
  private static final int PACI = 50;

  /** Header bits that are not the type: forbidden bit, layer and temporal id. */
  private static final int NOT_TYPE = 0x81ff;

  private static final int FU_START = 0x80;
  private static final int FU_END = 0x40;
  private static final int FU_TYPE = 0x3f;

  /**
   * @param parameterSets of this stream
   */
  public H265Depacketizer(
      ByteBufAllocator allocator, ParameterSets parameterSets, UnitAssembler.Output output) {
    super(new UnitAssembler(allocator, new H265Syntax(), parameterSets, output));
  }

  @Override
  protected boolean payload(ByteBuf in, int index, int length) {
    if (length < HEADER_BYTES) {
      return false;
    }
    int header = in.getUnsignedShort(index);
    if (H265Syntax.type(header) == PACI) {
      return paci(header, in, index + HEADER_BYTES, length - HEADER_BYTES);
    }
    return structure(header, in, index + HEADER_BYTES, length - HEADER_BYTES);
  }

  /** Takes what lies behind the payload header. */
  private boolean structure(int header, ByteBuf in, int index, int length) {
    int type = H265Syntax.type(header);
    if (type == FRAGMENT) {
      return fragment(header, in, index, length);
    }
    if (type == AGGREGATE) {
      return aggregate(in, index, length);
    }
    // Types past these are reserved: a receiver passes them over (§4.2).
    return type > PACI || whole(header, in, index, length);
  }

  private boolean whole(int header, ByteBuf in, int index, int length) {
    return nals().beginNal(header, in, index, length) && nals().endNal();
  }

  private boolean aggregate(ByteBuf in, int index, int length) {
    while (length > 2) {
      int size = in.getUnsignedShort(index);
      if (size < HEADER_BYTES || size > length - 2) {
        return false;
      }
      int header = in.getUnsignedShort(index + 2);
      if (!whole(header, in, index + 2 + HEADER_BYTES, size - HEADER_BYTES)) {
        return false;
      }
      index += 2 + size;
      length -= 2 + size;
    }
    return length == 0;
  }

  private boolean fragment(int header, ByteBuf in, int index, int length) {
    if (length < 1) {
      return false;
    }
    int fragmentHeader = in.getUnsignedByte(index);
    if ((fragmentHeader & FU_START) != 0) {
      int nalHeader = (header & NOT_TYPE) | (fragmentHeader & FU_TYPE) << 9;
      if (!nals().beginNal(nalHeader, in, index + 1, length - 1)) {
        return false;
      }
    } else if (!nals().appendToNal(in, index + 1, length - 1)) {
      return false;
    }
    return (fragmentHeader & FU_END) == 0 || nals().endNal();
  }

  /** A packet with extensions of its header (§4.4.4): they are passed over. */
  private boolean paci(int header, ByteBuf in, int index, int length) {
    if (length < 2) {
      return false;
    }
    int fields = in.getUnsignedShort(index);
    int extensions = fields >> 4 & 0x1f;
    int carried = (fields & 0x8000) | (fields & 0x7e00) | (header & 0x1ff);
    int skipped = 2 + extensions;
    return skipped <= length
        && H265Syntax.type(carried) != PACI
        && structure(carried, in, index + skipped, length - skipped);
  }
}
