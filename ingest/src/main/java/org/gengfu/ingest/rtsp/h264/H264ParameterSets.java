package org.gengfu.ingest.rtsp.h264;

import java.io.ByteArrayOutputStream;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.ingest.rtsp.nal.BitReader;
import org.gengfu.ingest.rtsp.nal.MalformedVideoException;
import org.gengfu.ingest.rtsp.nal.ParameterSets;
import org.gengfu.ingest.rtsp.nal.SetsById;
import org.jspecify.annotations.Nullable;

/** SPS and PPS of an H.264 stream. */
public final class H264ParameterSets implements ParameterSets {
  private final SetsById spsById = new SetsById();
  private final SetsById ppsById = new SetsById();
  private @Nullable H264Sps latest;
  private @Nullable VideoFormat format;
  private boolean changed;

  @Override
  public boolean offer(byte[] nal) {
    if (nal.length < 2 || nal.length > MAX_BYTES) {
      return false;
    }
    try {
      return switch (nal[0] & H264Syntax.TYPE) {
        case H264Syntax.SPS -> offerSps(nal);
        case H264Syntax.PPS -> offerPps(nal);
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
    H264Sps sps = H264Sps.parse(nal);
    if (spsById.keep(sps.id(), nal) == SetsById.Kept.REFUSED) {
      return false;
    }
    latest = sps;
    changed = true;
    return true;
  }

  private boolean offerPps(byte[] nal) {
    int id = new BitReader(nal, 1).unsigned(255, "pic_parameter_set_id");
    SetsById.Kept kept = ppsById.keep(id, nal);
    changed |= kept == SetsById.Kept.CHANGED;
    return kept != SetsById.Kept.REFUSED;
  }

  @Override
  public @Nullable VideoFormat format() {
    H264Sps sps = latest;
    if (changed && sps != null && !ppsById.isEmpty()) {
      changed = false;
      VideoFormat now = new VideoFormat(Codec.H264, sps.width(), sps.height(), record(sps));
      format = format != null && now.equals(format) ? format : now;
    }
    return format;
  }

  /** AVCDecoderConfigurationRecord, ISO/IEC 14496-15 §5.3.3.1, the latest SPS first. */
  private byte[] record(H264Sps sps) {
    byte[] first = spsById.get(sps.id());
    if (first == null) {
      throw new IllegalStateException("the latest SPS is kept");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(1);
    out.write(first, 1, 3);
    out.write(0xfc | 3);
    out.write(0xe0 | spsById.size());
    spsById.writeLatestFirst(out);
    out.write(ppsById.size());
    ppsById.write(out);
    if (H264Sps.hasChromaFormat(sps.profile())) {
      out.write(0xfc | sps.chromaFormat());
      out.write(0xf8 | (sps.bitDepthLuma() - 8));
      out.write(0xf8 | (sps.bitDepthChroma() - 8));
      out.write(0);
    }
    return out.toByteArray();
  }
}
