package org.gengfu.ingest.rtsp.h264;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * The parameter sets of a stream, from the SDP and from the stream itself, and the format that they
 * make. The format stays the same object while nothing changes, though a camera repeats its sets at
 * every keyframe.
 */
public final class ParameterSets {
  /** Greatest SPS or PPS that is taken, in bytes. */
  static final int MAX_BYTES = 1024;

  /** Most SPSs, and most PPSs, that are kept; the format itself would allow 31 and 255. */
  static final int MAX_SETS = 16;

  private static final int SPS = 7;
  private static final int PPS = 8;

  private final Map<Integer, byte[]> spsById = new TreeMap<>();
  private final Map<Integer, byte[]> ppsById = new TreeMap<>();
  private @Nullable Sps latest;
  private @Nullable VideoFormat format;
  private boolean changed;

  /**
   * Takes a parameter set with its NAL unit header, or anything else that came in its place.
   *
   * @return whether it was a parameter set that can be used
   */
  public boolean offer(byte[] nal) {
    if (nal.length < 2 || nal.length > MAX_BYTES) {
      return false;
    }
    try {
      return switch (nal[0] & 0x1f) {
        case SPS -> offerSps(nal);
        case PPS -> keep(ppsById, new BitReader(nal, 1).unsigned(255, "pic_parameter_set_id"), nal);
        default -> false;
      };
    } catch (MalformedVideoException e) {
      return false;
    }
  }

  private boolean offerSps(byte[] nal) {
    if (latest != null && Arrays.equals(spsById.get(latest.id()), nal)) {
      return true;
    }
    Sps sps = Sps.parse(nal);
    if (!keep(spsById, sps.id(), nal)) {
      return false;
    }
    latest = sps;
    changed = true;
    return true;
  }

  private boolean keep(Map<Integer, byte[]> sets, int id, byte[] nal) {
    byte[] before = sets.get(id);
    if (Arrays.equals(before, nal)) {
      return true;
    }
    if (before == null && sets.size() >= MAX_SETS) {
      return false;
    }
    sets.put(id, nal);
    changed = true;
    return true;
  }

  /** The format, once there is an SPS and a PPS. */
  public @Nullable VideoFormat format() {
    Sps sps = latest;
    if (changed && sps != null && !ppsById.isEmpty()) {
      changed = false;
      VideoFormat now = new VideoFormat(Codec.H264, sps.width(), sps.height(), record(sps));
      format = format != null && now.equals(format) ? format : now;
    }
    return format;
  }

  /** AVCDecoderConfigurationRecord, ISO/IEC 14496-15 §5.3.3.1, the latest SPS first. */
  private byte[] record(Sps sps) {
    byte[] first = spsById.get(sps.id());
    if (first == null) {
      throw new IllegalStateException("the latest SPS is kept");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(1);
    out.write(first, 1, 3);
    out.write(0xfc | 3);
    out.write(0xe0 | spsById.size());
    writeSet(out, first);
    spsById.forEach((id, nal) -> writeSet(out, id == sps.id() ? null : nal));
    out.write(ppsById.size());
    writeAll(out, ppsById.values());
    if (Sps.hasChromaFormat(sps.profile())) {
      out.write(0xfc | sps.chromaFormat());
      out.write(0xf8 | (sps.bitDepthLuma() - 8));
      out.write(0xf8 | (sps.bitDepthChroma() - 8));
      out.write(0);
    }
    return out.toByteArray();
  }

  private static void writeAll(ByteArrayOutputStream out, Collection<byte[]> sets) {
    sets.forEach(nal -> writeSet(out, nal));
  }

  private static void writeSet(ByteArrayOutputStream out, byte @Nullable [] nal) {
    if (nal != null) {
      out.write(nal.length >> 8);
      out.write(nal.length);
      out.write(nal, 0, nal.length);
    }
  }
}
