package org.gengfu.analytics.activity;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.gengfu.analytics.scene.RasterReducer;
import org.gengfu.core.geometry.Polygon;
import org.jspecify.annotations.Nullable;

/**
 * Whether a picture shows something that the one before did not, on a raster of some 80×45 cells.
 * It only decides how much is decoded, so it would rather be wrong with a change too many: light
 * that changes as a whole is taken out, and each cell is held to its own unrest, so that leaves and
 * water are learned. Costs some 0.05 ms. One thread at a time.
 */
public final class ChangeDetector {
  /** Cells in a row; each is then 8 pixels of a 640-pixel stream. */
  static final int COLUMNS = 80;

  /** A cell's least difference in luma levels; noise averaged over a cell stays below a third. */
  private static final float LEAST = 5;

  /** So far above its usual difference a cell has changed. */
  private static final float TIMES_USUAL = 4;

  /** The usual difference is this quantile: what comes by now and then does not raise it. */
  private static final float QUANTILE = 0.7f;

  private static final float LEARN = 0.25f;

  /** What comes towards a zone counts from this far outside of it, of the picture's size. */
  private static final double MARGIN = 0.08;

  /**
   * What differs from the picture before.
   *
   * @param cells changed cells in all
   * @param inZones the largest group of neighbouring changed cells within the zones and around them
   */
  public record Change(int cells, int inZones) {
    public static final Change NONE = new Change(0, 0);

    /** Whether anything differs at all. */
    public boolean any() {
      return cells > 0;
    }

    /** Whether something is there that a rule might want to follow. */
    public boolean wakes() {
      return inZones >= 2;
    }
  }

  private List<Polygon> zones = List.of();
  private @Nullable RasterReducer reducer;
  private int sourceWidth;
  private int sourceHeight;
  private byte[] before = new byte[0];
  private byte[] now = new byte[0];
  private float[] usual = new float[0];
  private boolean[] near = new boolean[0];
  private boolean[] changed = new boolean[0];
  private int[] stack = new int[0];
  private final int[] levels = new int[256];
  private final int[] differences = new int[511];
  private final float[] light = new float[256];
  private boolean begun;

  /** Wakes for these polygons from the next picture on. */
  public void zones(List<Polygon> polygons) {
    if (!polygons.equals(zones)) {
      zones = List.copyOf(polygons);
      near = new boolean[0];
    }
  }

  /**
   * Compares a picture with the one before.
   *
   * @param luma pixel (x, y) is at index y·stride + x
   * @param stride bytes from one row to the next
   * @return what differs; nothing for the first picture, and the first of another size
   */
  public Change look(ByteBuffer luma, int stride, int width, int height) {
    RasterReducer fitting = reducerFor(width, height);
    fitting.reduce(luma, stride, now);
    Change change = begun ? compare(fitting.width(), fitting.height()) : Change.NONE;
    byte[] swap = before;
    before = now;
    now = swap;
    begun = true;
    return change;
  }

  private RasterReducer reducerFor(int width, int height) {
    RasterReducer present = reducer;
    if (present != null && width == sourceWidth && height == sourceHeight) {
      return present;
    }
    RasterReducer fitting = RasterReducer.of(width, height, COLUMNS);
    int cells = fitting.width() * fitting.height();
    before = new byte[cells];
    now = new byte[cells];
    usual = new float[cells];
    changed = new boolean[cells];
    stack = new int[cells];
    Arrays.fill(usual, LEAST / TIMES_USUAL);
    near = new boolean[0];
    begun = false;
    sourceWidth = width;
    sourceHeight = height;
    reducer = fitting;
    return fitting;
  }

  private Change compare(int columns, int rows) {
    if (near.length != now.length) {
      near = near(columns, rows);
    }
    fitLight();
    int cells = 0;
    for (int i = 0; i < now.length; i++) {
      int then = before[i] & 0xff;
      float difference = Math.abs((now[i] & 0xff) - then - light[then]);
      changed[i] = difference > Math.max(LEAST, TIMES_USUAL * usual[i]);
      cells += changed[i] ? 1 : 0;
      usual[i] += difference > usual[i] ? LEARN * QUANTILE : -LEARN * (1 - QUANTILE);
      usual[i] = Math.max(0, usual[i]);
    }
    return cells == 0 ? Change.NONE : new Change(cells, largestNear(columns, rows));
  }

  /**
   * The change of light by luma level: the median difference of the darker half of the cells and of
   * the brighter one, joined by a line. Things that move are fewer than half of the cells.
   */
  private void fitLight() {
    Arrays.fill(levels, 0);
    for (byte cell : before) {
      levels[cell & 0xff]++;
    }
    int middle = rank(levels, before.length / 2);
    float dark = medianDifference(0, middle);
    float bright = medianDifference(middle + 1, 255);
    float darkAt = rank(levels, before.length / 4);
    float brightAt = Math.max(darkAt + 1, rank(levels, before.length * 3 / 4));
    for (int level = 0; level < 256; level++) {
      float way = Math.max(-1, Math.min(2, (level - darkAt) / (brightAt - darkAt)));
      light[level] = dark + way * (bright - dark);
    }
  }

  private float medianDifference(int from, int to) {
    Arrays.fill(differences, 0);
    int count = 0;
    for (int i = 0; i < now.length; i++) {
      int then = before[i] & 0xff;
      if (then >= from && then <= to) {
        differences[(now[i] & 0xff) - then + 255]++;
        count++;
      }
    }
    return count == 0 ? 0 : rank(differences, count / 2) - 255f;
  }

  /** The first bin at which more than {@code rank} values are counted. */
  private static int rank(int[] bins, int rank) {
    int sum = 0;
    for (int bin = 0; bin < bins.length; bin++) {
      sum += bins[bin];
      if (sum > rank) {
        return bin;
      }
    }
    return bins.length - 1;
  }

  /** Takes the changed cells away as it counts them. */
  private int largestNear(int columns, int rows) {
    int largest = 0;
    for (int start = 0; start < changed.length; start++) {
      if (!changed[start] || !near[start]) {
        continue;
      }
      int size = 0;
      int top = 0;
      stack[top++] = start;
      changed[start] = false;
      while (top > 0) {
        int cell = stack[--top];
        size++;
        int x = cell % columns;
        int y = cell / columns;
        for (int way = 0; way < 4; way++) {
          int nextX = x + (way == 0 ? 1 : way == 1 ? -1 : 0);
          int nextY = y + (way == 2 ? 1 : way == 3 ? -1 : 0);
          int next = nextY * columns + nextX;
          if (nextX >= 0
              && nextX < columns
              && nextY >= 0
              && nextY < rows
              && changed[next]
              && near[next]) {
            changed[next] = false;
            stack[top++] = next;
          }
        }
      }
      largest = Math.max(largest, size);
    }
    return largest;
  }

  private boolean[] near(int columns, int rows) {
    boolean[] cells = new boolean[columns * rows];
    for (int i = 0; i < cells.length; i++) {
      double x = (i % columns + 0.5) / columns;
      double y = (Math.floorDiv(i, columns) + 0.5) / rows;
      cells[i] = zones.stream().anyMatch(zone -> around(zone, x, y));
    }
    return cells;
  }

  private static boolean around(Polygon zone, double x, double y) {
    for (int dx = -1; dx <= 1; dx++) {
      for (int dy = -1; dy <= 1; dy++) {
        if (zone.contains(x + dx * MARGIN, y + dy * MARGIN)) {
          return true;
        }
      }
    }
    return false;
  }
}
