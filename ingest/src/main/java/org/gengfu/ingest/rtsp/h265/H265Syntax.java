package org.gengfu.ingest.rtsp.h265;

import org.gengfu.ingest.rtsp.nal.NalKind;
import org.gengfu.ingest.rtsp.nal.NalSyntax;

/** NAL units of H.265 (§7.3.1.2, table 7-1); of scalable streams, the base layer alone. */
final class H265Syntax implements NalSyntax {
  static final int VPS = 32;
  static final int SPS = 33;
  static final int PPS = 34;

  private static final int LAYER = 0x1f8;
  private static final int RASL_N = 8;
  private static final int RASL_R = 9;
  private static final int BLA_FIRST = 16;
  private static final int BLA_LAST = 18;
  private static final int IDR_W_RADL = 19;
  private static final int IDR_N_LP = 20;
  private static final int CRA = 21;
  private static final int DELIMITER = 35;
  private static final int PREFIX_SEI = 39;
  private static final int SUFFIX_SEI = 40;

  /** nal_unit_type of a header. */
  static int type(int header) {
    return header >> 9 & 0x3f;
  }

  @Override
  public int headerBytes() {
    return 2;
  }

  @Override
  public NalKind kind(int header) {
    if ((header & LAYER) != 0) {
      return NalKind.OTHER;
    }
    int type = type(header);
    if (type < RASL_N) {
      return NalKind.SLICE;
    }
    if (type >= BLA_FIRST && type <= BLA_LAST) {
      return NalKind.BROKEN_KEYFRAME;
    }
    return switch (type) {
      case RASL_N, RASL_R -> NalKind.SKIPPED_LEADING;
      case IDR_W_RADL, IDR_N_LP -> NalKind.CLEAN_KEYFRAME;
      case CRA -> NalKind.OPEN_KEYFRAME;
      case VPS, SPS, PPS -> NalKind.PARAMETER_SET;
      case PREFIX_SEI, SUFFIX_SEI -> NalKind.SEI;
      default -> NalKind.OTHER;
    };
  }

  /** Types 0 to 9, 16 to 21 and 32 to 40 of table 7-1. */
  @Override
  public boolean specified(int header) {
    int type = type(header);
    return type <= RASL_R
        || (type >= BLA_FIRST && type <= CRA)
        || (type >= VPS && type <= SUFFIX_SEI);
  }

  @Override
  public boolean beginsKeyframe(int header) {
    int type = type(header);
    return kind(header).ofKeyframe() || type == VPS || type == SPS || type == DELIMITER;
  }

  @Override
  public boolean mayHoldAnnexB(int header) {
    int type = type(header);
    return type >= VPS && type <= SUFFIX_SEI;
  }

  /** first_slice_segment_in_pic_flag is the first bit of a slice. */
  @Override
  public boolean continuesPicture(int header, int firstByte) {
    return firstByte >= 0 && (firstByte & 0x80) == 0 && kind(header).ofPicture();
  }

  /** A unit has one picture. */
  @Override
  public boolean beginsUnit(int header, int firstByte) {
    return firstByte >= 0x80 && kind(header).ofPicture();
  }
}
