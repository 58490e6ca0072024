package org.gengfu.ingest.rtsp.h265;

import java.io.ByteArrayOutputStream;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.ingest.rtsp.nal.BitReader;
import org.gengfu.ingest.rtsp.nal.MalformedVideoException;
import org.gengfu.ingest.rtsp.nal.ParameterSets;
import org.gengfu.ingest.rtsp.nal.SetsById;
import org.jspecify.annotations.Nullable;

/** VPS, SPS and PPS of an H.265 stream. */
public final class H265ParameterSets implements ParameterSets {
  private static final int HEADER_BYTES = 2;

  /** All parameter sets of this kind are here, none in the stream: what {@code hvc1} promises. */
  private static final int COMPLETE = 0x80;

  private final SetsById vpsById = new SetsById();
  private final SetsById spsById = new SetsById();
  private final SetsById ppsById = new SetsById();
  private @Nullable H265Sps latest;
  private @Nullable VideoFormat format;
  private boolean changed;

  @Override
  public boolean offer(byte[] nal) {
    if (nal.length <= HEADER_BYTES || nal.length > MAX_BYTES) {
      return false;
    }
    try {
      return switch (H265Syntax.type((nal[0] & 0xff) << 8 | (nal[1] & 0xff))) {
        case H265Syntax.VPS -> keep(vpsById, (nal[2] & 0xff) >> 4, nal);
        case H265Syntax.SPS -> offerSps(nal);
        case H265Syntax.PPS ->
            keep(ppsById, new BitReader(nal, HEADER_BYTES).unsigned(63, "pps id"), nal);
        default -> false;
      };
    } catch (MalformedVideoException e) {
      return false;
    }
  }

  private boolean offerSps(byte[] nal) {
    if (spsById.isLatest(nal)) {
      return true;
    }
    H265Sps sps = H265Sps.parse(nal);
    if (spsById.keep(sps.id(), nal) == SetsById.Kept.REFUSED) {
      return false;
    }
    latest = sps;
    changed = true;
    return true;
  }

  private boolean keep(SetsById sets, int id, byte[] nal) {
    SetsById.Kept kept = sets.keep(id, nal);
    changed |= kept == SetsById.Kept.CHANGED;
    return kept != SetsById.Kept.REFUSED;
  }

  @Override
  public @Nullable VideoFormat format() {
    H265Sps sps = latest;
    if (changed && sps != null && !vpsById.isEmpty() && !ppsById.isEmpty()) {
      changed = false;
      VideoFormat now = new VideoFormat(Codec.H265, sps.width(), sps.height(), record(sps));
      format = format != null && now.equals(format) ? format : now;
    }
    return format;
  }

  /** HEVCDecoderConfigurationRecord, ISO/IEC 14496-15 §8.3.3.1, the latest SPS first. */
  private byte[] record(H265Sps sps) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(1);
    out.writeBytes(sps.profileTierLevel());
    // Neither the least spatial segmentation nor the parallelism is told: 0 is 'unknown'.
    out.write(0xf0);
    out.write(0);
    out.write(0xfc);
    out.write(0xfc | sps.chromaFormat());
    out.write(0xf8 | (sps.bitDepthLuma() - 8));
    out.write(0xf8 | (sps.bitDepthChroma() - 8));
    // Average frame rate: not told either.
    out.write(0);
    out.write(0);
    out.write(sps.temporalLayers() << 3 | (sps.temporalIdNested() ? 1 << 2 : 0) | 3);
    out.write(3);
    array(out, H265Syntax.VPS, vpsById);
    array(out, H265Syntax.SPS, spsById);
    array(out, H265Syntax.PPS, ppsById);
    return out.toByteArray();
  }

  private static void array(ByteArrayOutputStream out, int type, SetsById sets) {
    out.write(COMPLETE | type);
    out.write(sets.size() >> 8);
    out.write(sets.size());
    sets.writeLatestFirst(out);
  }
}
