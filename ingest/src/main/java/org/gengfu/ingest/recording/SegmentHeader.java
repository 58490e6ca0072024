package org.gengfu.ingest.recording;

import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.ingest.mp4.BoxWriter;
import org.gengfu.ingest.mp4.InitSegment;
import org.jspecify.annotations.Nullable;

/** What stands at the beginning of a recorded file: {@code ftyp}, {@code moov}, {@code uuid}. */
final class SegmentHeader {
  private SegmentHeader() {}

  static byte[] of(VideoFormat format, @Nullable AudioFormat sound, Identity identity) {
    byte[] init = InitSegment.of(format, sound);
    return BoxWriter.bytes(
        out ->
            out.raw(init)
                .box(
                    "uuid",
                    box -> {
                      long high = Identity.TYPE.getMostSignificantBits();
                      long low = Identity.TYPE.getLeastSignificantBits();
                      box.u32((int) (high >>> 32)).u32((int) high);
                      box.u32((int) (low >>> 32)).u32((int) low);
                      box.raw(identity.json());
                    }));
  }
}
