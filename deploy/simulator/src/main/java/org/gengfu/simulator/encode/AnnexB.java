package org.gengfu.simulator.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The byte stream format of H.264, annex B: NAL units behind start codes. */
final class AnnexB {
  private AnnexB() {}

  /** The NAL units of a byte stream, without start codes and trailing zeros. */
  static List<byte[]> split(byte[] stream) {
    List<byte[]> nals = new ArrayList<>();
    int begin = afterStartCode(stream, 0);
    while (begin < stream.length) {
      int next = afterStartCode(stream, begin);
      int end = next - (next < stream.length || endsWithStartCode(stream) ? 3 : 0);
      while (end > begin && stream[end - 1] == 0) {
        end--;
      }
      if (end > begin) {
        nals.add(Arrays.copyOfRange(stream, begin, end));
      }
      begin = next;
    }
    return nals;
  }

  /** Index behind the next start code at or after {@code from}; the length if there is none. */
  private static int afterStartCode(byte[] stream, int from) {
    for (int i = from; i + 2 < stream.length; i++) {
      if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
        return i + 3;
      }
    }
    return stream.length;
  }

  private static boolean endsWithStartCode(byte[] stream) {
    int n = stream.length;
    return n >= 3 && stream[n - 1] == 1 && stream[n - 2] == 0 && stream[n - 3] == 0;
  }
}
