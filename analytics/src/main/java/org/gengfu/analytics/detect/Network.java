package org.gengfu.analytics.detect;

import java.time.Duration;
import java.util.List;

/** An object detector's network. One thread at a time. */
interface Network extends AutoCloseable {
  /** Columns of its input. */
  int width();

  /** Rows of its input. */
  int height();

  /**
   * What it sees.
   *
   * @param part where the pixels come from
   * @param bgr the scaled pixels of the part: blue, green, red, row by row
   * @param least lowest score
   * @param limit how long it may take
   * @return boxes in the network's input
   * @throws DetectorException when it fails or takes too long
   */
  List<YoloxOutput.Found> run(Letterbox part, byte[] bgr, float least, Duration limit)
      throws DetectorException;

  @Override
  void close();
}
