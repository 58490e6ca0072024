package org.gengfu.ingest.rtsp.h264;

import org.gengfu.ingest.rtsp.nal.NalKind;
import org.gengfu.ingest.rtsp.nal.NalSyntax;

/** NAL units of H.264 (§7.3.1, table 7-1). */
final class H264Syntax implements NalSyntax {
  static final int TYPE = 0x1f;
  static final int SPS = 7;
  static final int PPS = 8;

  private static final int SLICE = 1;
  private static final int PARTITION_A = 2;
  private static final int IDR = 5;
  private static final int SEI = 6;
  private static final int DELIMITER = 9;
  private static final int LAST_SPECIFIED = 21;

  @Override
  public int headerBytes() {
    return 1;
  }

  @Override
  public NalKind kind(int header) {
    return switch (header & TYPE) {
      case SLICE, PARTITION_A, 3, 4 -> NalKind.SLICE;
      case IDR -> NalKind.CLEAN_KEYFRAME;
      case SEI -> NalKind.SEI;
      case SPS, PPS -> NalKind.PARAMETER_SET;
      default -> NalKind.OTHER;
    };
  }

  /** Types 1 to 16 and 19 to 21 of table 7-1. */
  @Override
  public boolean specified(int header) {
    int type = header & TYPE;
    return type >= SLICE && type <= LAST_SPECIFIED && type != 17 && type != 18;
  }

  @Override
  public boolean beginsKeyframe(int header) {
    int type = header & TYPE;
    return type == IDR || type == SPS || type == DELIMITER;
  }

  @Override
  public boolean mayHoldAnnexB(int header) {
    int type = header & TYPE;
    return type == 0 || (type >= SEI && type <= DELIMITER);
  }

  /**
   * The first macroblock isn't the picture's: first_mb_in_slice is ue(v), 0 is the single bit 1.
   */
  @Override
  public boolean continuesPicture(int header, int firstByte) {
    int type = header & TYPE;
    boolean tells = type == SLICE || type == IDR || type == PARTITION_A;
    return tells && firstByte >= 0 && (firstByte & 0x80) == 0;
  }

  /** Two fields, and redundant pictures, are one unit: only timestamp and marker end it. */
  @Override
  public boolean beginsUnit(int header, int firstByte) {
    return false;
  }
}
