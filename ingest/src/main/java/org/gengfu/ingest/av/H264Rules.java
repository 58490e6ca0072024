package org.gengfu.ingest.av;

import java.util.Arrays;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.ingest.rtsp.h264.H264ParameterSets;
import org.jspecify.annotations.Nullable;

/** H.264 (ISO/IEC 14496-10 table 7-1; its record: 14496-15 §5.3.3.1). */
final class H264Rules implements NalRules {
  private static final int TYPE = 0x1f;
  private static final int SLICE = 1;
  private static final int IDR = 5;
  private static final int SEI = 6;
  private static final int SPS = 7;
  private static final int PPS = 8;
  private static final int RECORD_HEADER = 6;

  private final H264ParameterSets sets = new H264ParameterSets();

  @Override
  public boolean kept(byte header) {
    int type = header & TYPE;
    return type >= SLICE && type <= SEI;
  }

  @Override
  public boolean parameterSet(byte header) {
    int type = header & TYPE;
    return type == SPS || type == PPS;
  }

  @Override
  public boolean keyframe(byte header) {
    return (header & TYPE) == IDR;
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
    int at = offerAll(extradata, RECORD_HEADER, extradata[5] & 0x1f);
    if (at > 0 && at < extradata.length) {
      offerAll(extradata, at + 1, extradata[at] & 0xff);
    }
    return (extradata[4] & 3) + 1;
  }

  /** Offers so many sets from here; gives where they end, -1 where the record does before. */
  private int offerAll(byte[] record, int from, int count) {
    int at = from;
    for (int i = 0; i < count; i++) {
      if (at + 2 > record.length) {
        return -1;
      }
      int end = at + 2 + (((record[at] & 0xff) << 8) | (record[at + 1] & 0xff));
      if (end > record.length) {
        return -1;
      }
      sets.offer(Arrays.copyOfRange(record, at + 2, end));
      at = end;
    }
    return at;
  }

  @Override
  public @Nullable VideoFormat format() {
    return sets.format();
  }
}
