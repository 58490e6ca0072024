package org.gengfu.analytics.activity;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.gengfu.analytics.scene.RasterReducer;

/**
 * What {@link ChangeDetector} does, as plainly as it can be said: medians by sorting, groups by
 * visiting neighbours. For zones that cover the whole picture.
 */
final class ChangeTwin {
  private final RasterReducer reducer;
  private final int columns;
  private final int rows;
  private final float[] usual;
  private int[] before = new int[0];
  private boolean[] left = new boolean[0];

  ChangeTwin(int width, int height) {
    reducer = RasterReducer.of(width, height, ChangeDetector.COLUMNS);
    columns = reducer.width();
    rows = reducer.height();
    usual = new float[columns * rows];
    Arrays.fill(usual, 1.25f);
  }

  ChangeDetector.Change look(ByteBuffer luma, int stride) {
    byte[] raster = new byte[columns * rows];
    reducer.reduce(luma, stride, raster);
    int[] now = new int[raster.length];
    for (int i = 0; i < now.length; i++) {
      now[i] = raster[i] & 0xff;
    }
    int[] then = before;
    before = now;
    if (then.length == 0) {
      return ChangeDetector.Change.NONE;
    }
    int[] sorted = then.clone();
    Arrays.sort(sorted);
    int middle = sorted[sorted.length / 2];
    float dark = median(then, now, 0, middle);
    float bright = median(then, now, middle + 1, 255);
    float darkAt = sorted[sorted.length / 4];
    float brightAt = Math.max(darkAt + 1, sorted[sorted.length * 3 / 4]);
    left = new boolean[now.length];
    int cells = 0;
    for (int i = 0; i < now.length; i++) {
      float way = Math.max(-1, Math.min(2, (then[i] - darkAt) / (brightAt - darkAt)));
      float light = dark + way * (bright - dark);
      float difference = Math.abs(now[i] - then[i] - light);
      left[i] = difference > Math.max(5, 4 * usual[i]);
      cells += left[i] ? 1 : 0;
      usual[i] =
          Math.max(0, usual[i] + (difference > usual[i] ? 0.25f * 0.7f : -0.25f * (1 - 0.7f)));
    }
    int largest = 0;
    for (int i = 0; i < now.length; i++) {
      largest = Math.max(largest, visit(i % columns, i / columns));
    }
    return new ChangeDetector.Change(cells, largest);
  }

  private static float median(int[] then, int[] now, int from, int to) {
    List<Integer> differences = new ArrayList<>();
    for (int i = 0; i < then.length; i++) {
      if (then[i] >= from && then[i] <= to) {
        differences.add(now[i] - then[i]);
      }
    }
    Collections.sort(differences);
    return differences.isEmpty() ? 0 : differences.get(differences.size() / 2);
  }

  private int visit(int x, int y) {
    if (x < 0 || y < 0 || x >= columns || y >= rows || !left[y * columns + x]) {
      return 0;
    }
    left[y * columns + x] = false;
    return 1 + visit(x - 1, y) + visit(x + 1, y) + visit(x, y - 1) + visit(x, y + 1);
  }
}
