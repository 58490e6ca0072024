package org.gengfu.ingest.rtsp.h265;

import org.gengfu.ingest.rtsp.nal.BitReader;
import org.gengfu.ingest.rtsp.nal.MalformedVideoException;

/**
 * What is needed of a sequence parameter set (H.265 §7.3.2.2.1).
 *
 * @param id sps_seq_parameter_set_id
 * @param temporalLayers sps_max_sub_layers_minus1 + 1
 * @param temporalIdNested sps_temporal_id_nesting_flag
 * @param profileTierLevel the general part of profile_tier_level, {@value #PROFILE_BYTES} bytes:
 *     profile, compatibility, constraints, level
 * @param chromaFormat chroma_format_idc
 * @param bitDepthLuma bits a luma sample
 * @param bitDepthChroma bits a chroma sample
 * @param width of the picture in pixels, conformance window applied
 * @param height of the picture in pixels, conformance window applied
 */
@SuppressWarnings("ArrayRecordComponent")
record H265Sps(
    int id,
    int temporalLayers,
    boolean temporalIdNested,
    byte[] profileTierLevel,
    int chromaFormat,
    int bitDepthLuma,
    int bitDepthChroma,
    int width,
    int height) {
  /** Widest and highest picture that is taken, in pixels. */
  static final int MAX_SIDE = 8192;

  static final int PROFILE_BYTES = 12;
  private static final int SUB_LAYER_PROFILE_BITS = 88;
  private static final int SUB_LAYER_LEVEL_BITS = 8;
  private static final int MAX_SUB_LAYERS = 7;
  private static final int HEADER_BYTES = 2;

  /**
   * Reads an SPS with its NAL unit header.
   *
   * @throws MalformedVideoException when it is cut short or out of range
   */
  static H265Sps parse(byte[] nal) {
    BitReader in = new BitReader(nal, HEADER_BYTES);
    in.skip(4);
    int layers = in.bits(3) + 1;
    if (layers > MAX_SUB_LAYERS) {
      throw new MalformedVideoException("more than 7 temporal layers");
    }
    final boolean nested = in.flag();
    byte[] profile = new byte[PROFILE_BYTES];
    for (int i = 0; i < PROFILE_BYTES; i++) {
      profile[i] = (byte) in.bits(8);
    }
    skipSubLayers(in, layers - 1);
    final int id = in.unsigned(15, "sps_seq_parameter_set_id");
    int chroma = in.unsigned(3, "chroma_format_idc");
    boolean separatePlanes = chroma == 3 && in.flag();
    int width = in.unsigned(MAX_SIDE, "width");
    int height = in.unsigned(MAX_SIDE, "height");
    if (in.flag()) {
      int chromaArray = separatePlanes ? 0 : chroma;
      int unitX = chromaArray == 1 || chromaArray == 2 ? 2 : 1;
      int unitY = chromaArray == 1 ? 2 : 1;
      width -= unitX * (offset(in) + offset(in));
      height -= unitY * (offset(in) + offset(in));
    }
    int luma = 8 + in.unsigned(8, "bit_depth_luma_minus8");
    int chromaDepth = 8 + in.unsigned(8, "bit_depth_chroma_minus8");
    if (width <= 0 || height <= 0) {
      throw new MalformedVideoException("a picture is not " + width + "×" + height);
    }
    return new H265Sps(id, layers, nested, profile, chroma, luma, chromaDepth, width, height);
  }

  private static void skipSubLayers(BitReader in, int subLayers) {
    int bits = 0;
    for (int i = 0; i < subLayers; i++) {
      bits += (in.flag() ? SUB_LAYER_PROFILE_BITS : 0) + (in.flag() ? SUB_LAYER_LEVEL_BITS : 0);
    }
    if (subLayers > 0) {
      in.skip(2 * (8 - subLayers));
    }
    in.skip(bits);
  }

  private static int offset(BitReader in) {
    return in.unsigned(MAX_SIDE, "conformance window");
  }
}
