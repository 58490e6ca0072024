package org.gengfu.ingest.rtsp.h264;

import org.gengfu.ingest.rtsp.nal.BitReader;
import org.gengfu.ingest.rtsp.nal.MalformedVideoException;

/**
 * What is needed of a sequence parameter set (H.264 §7.3.2.1.1).
 *
 * @param id seq_parameter_set_id
 * @param profile profile_idc
 * @param chromaFormat chroma_format_idc
 * @param bitDepthLuma bits a luma sample
 * @param bitDepthChroma bits a chroma sample
 * @param width of the picture in pixels, cropping applied
 * @param height of the picture in pixels, cropping applied
 */
record H264Sps(
    int id,
    int profile,
    int chromaFormat,
    int bitDepthLuma,
    int bitDepthChroma,
    int width,
    int height) {
  /** Widest and highest picture that is taken, in pixels. */
  static final int MAX_SIDE = 8192;

  private static final int MACROBLOCK = 16;

  /**
   * Reads an SPS with its NAL unit header.
   *
   * @throws MalformedVideoException when it is cut short or out of range
   */
  static H264Sps parse(byte[] nal) {
    BitReader in = new BitReader(nal, 1);
    int profile = in.bits(8);
    in.bits(16);
    int id = in.unsigned(31, "seq_parameter_set_id");
    int chroma = 1;
    int luma = 8;
    int chromaDepth = 8;
    boolean separatePlanes = false;
    if (hasChromaFormat(profile)) {
      chroma = in.unsigned(3, "chroma_format_idc");
      separatePlanes = chroma == 3 && in.flag();
      luma += in.unsigned(6, "bit_depth_luma_minus8");
      chromaDepth += in.unsigned(6, "bit_depth_chroma_minus8");
      in.bit();
      if (in.flag()) {
        skipScalingLists(in, chroma == 3 ? 12 : 8);
      }
    }
    in.unsigned(12, "log2_max_frame_num_minus4");
    skipPictureOrder(in);
    in.unsigned();
    in.bit();
    int width = (in.unsigned(MAX_SIDE / MACROBLOCK - 1, "width in macroblocks") + 1) * MACROBLOCK;
    int units = in.unsigned(MAX_SIDE / MACROBLOCK - 1, "height in macroblocks") + 1;
    boolean framesOnly = in.flag();
    int height = units * MACROBLOCK * (framesOnly ? 1 : 2);
    if (!framesOnly) {
      in.bit();
    }
    in.bit();
    if (in.flag()) {
      int chromaArray = separatePlanes ? 0 : chroma;
      int unitX = chromaArray == 1 || chromaArray == 2 ? 2 : 1;
      int unitY = (chromaArray == 1 ? 2 : 1) * (framesOnly ? 1 : 2);
      width -= unitX * (cropOffset(in) + cropOffset(in));
      height -= unitY * (cropOffset(in) + cropOffset(in));
    }
    if (width <= 0 || height <= 0 || height > MAX_SIDE) {
      throw new MalformedVideoException("a picture is not " + width + "×" + height);
    }
    return new H264Sps(id, profile, chroma, luma, chromaDepth, width, height);
  }

  private static int cropOffset(BitReader in) {
    return in.unsigned(MAX_SIDE, "cropping");
  }

  /** The profiles whose SPS, and whose avcC, tell chroma format and bit depth. */
  static boolean hasChromaFormat(int profile) {
    return switch (profile) {
      case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
      default -> false;
    };
  }

  private static void skipScalingLists(BitReader in, int lists) {
    for (int list = 0; list < lists; list++) {
      if (in.flag()) {
        int size = list < 6 ? 16 : 64;
        int last = 8;
        int next = 8;
        for (int i = 0; i < size && next != 0; i++) {
          next = (last + in.signed() + 256) & 0xff;
          last = next == 0 ? last : next;
        }
      }
    }
  }

  private static void skipPictureOrder(BitReader in) {
    int type = in.unsigned(2, "pic_order_cnt_type");
    if (type == 0) {
      in.unsigned(12, "log2_max_pic_order_cnt_lsb_minus4");
    } else if (type == 1) {
      in.bit();
      in.signed();
      in.signed();
      int cycle = in.unsigned(255, "num_ref_frames_in_pic_order_cnt_cycle");
      for (int i = 0; i < cycle; i++) {
        in.signed();
      }
    }
  }
}
