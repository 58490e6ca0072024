package org.gengfu.ingest.av;

import java.util.Arrays;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.ingest.rtsp.h265.H265ParameterSets;
import org.jspecify.annotations.Nullable;

/** H.265 (ITU-T H.265 table 7-1; its record: ISO/IEC 14496-15 §8.3.3.1). */
final class H265Rules implements NalRules {
  private static final int LAST_TRAILING = 9;
  private static final int FIRST_IRAP = 16;
  private static final int LAST_IRAP = 21;
  private static final int VPS = 32;
  private static final int PPS = 34;
  private static final int PREFIX_SEI = 39;
  private static final int SUFFIX_SEI = 40;
  private static final int RECORD_HEADER = 23;

  private final H265ParameterSets sets = new H265ParameterSets();

  private static int type(byte header) {
    return (header >> 1) & 0x3f;
  }

  @Override
  public boolean kept(byte header) {
    int type = type(header);
    return type <= LAST_TRAILING || keyframe(header) || type == PREFIX_SEI || type == SUFFIX_SEI;
  }

  @Override
  public boolean parameterSet(byte header) {
    int type = type(header);
    return type >= VPS && type <= PPS;
  }

  @Override
  public boolean keyframe(byte header) {
    int type = type(header);
    return type >= FIRST_IRAP && type <= LAST_IRAP;
  }

  @Override
  public void offer(byte[] nal) {
    sets.offer(nal);
  }

  @Override
  public int record(byte[] extradata) {
    if (extradata.length <= RECORD_HEADER || extradata[0] != 1) {
      return 0;
    }
    int at = RECORD_HEADER;
    int arrays = extradata[RECORD_HEADER - 1] & 0xff;
    for (int array = 0; array < arrays && at >= 0 && at + 3 <= extradata.length; array++) {
      at = offerArray(extradata, at + 3, u16(extradata, at + 1));
    }
    return (extradata[RECORD_HEADER - 2] & 3) + 1;
  }

  /** Offers so many sets from here; gives where they end, -1 where the record does before. */
  private int offerArray(byte[] record, int from, int count) {
    int at = from;
    for (int i = 0; i < count; i++) {
      if (at + 2 > record.length) {
        return -1;
      }
      int end = at + 2 + u16(record, at);
      if (end > record.length) {
        return -1;
      }
      sets.offer(Arrays.copyOfRange(record, at + 2, end));
      at = end;
    }
    return at;
  }

  private static int u16(byte[] in, int at) {
    return ((in[at] & 0xff) << 8) | (in[at + 1] & 0xff);
  }

  @Override
  public @Nullable VideoFormat format() {
    return sets.format();
  }
}
