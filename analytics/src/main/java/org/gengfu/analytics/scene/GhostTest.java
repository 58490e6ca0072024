package org.gengfu.analytics.scene;

/**
 * Did something arrive, or was the background uncovered? A thing has an edge along its outline: if
 * the outline is an edge in the picture, it arrived; if it is one in the background, what stood
 * there has left, and the background is a ghost.
 *
 * <p>The most valuable stage: without it false alarms rise from 4 to 14. The vote counts outline
 * pixels, not the sum of their gradients: on a busy texture a few strong edges would decide.
 */
final class GhostTest {
  /** Pixels inwards and outwards between which the luma step is taken. */
  private static final int REACH = 2;

  private static final float MIN_STEP_DIFFERENCE = 4;

  private GhostTest() {}

  /** Share of the outline that speaks for arrival less the share against it: -1 to 1. */
  static float vote(PixelMask mask, byte[] luma, Background background) {
    int arrived = 0;
    int ghost = 0;
    for (int y = 0; y < mask.height; y++) {
      for (int x = 0; x < mask.width; x++) {
        if (mask.at(x, y) && onOutline(mask, x, y)) {
          float difference = stepDifference(mask, x, y, luma, background);
          arrived += difference > MIN_STEP_DIFFERENCE ? 1 : 0;
          ghost += difference < -MIN_STEP_DIFFERENCE ? 1 : 0;
        }
      }
    }
    return (arrived - ghost) / (float) Math.max(1, arrived + ghost);
  }

  private static boolean onOutline(PixelMask mask, int x, int y) {
    return !mask.at(x - 1, y) || !mask.at(x + 1, y) || !mask.at(x, y - 1) || !mask.at(x, y + 1);
  }

  private static float stepDifference(
      PixelMask mask, int x, int y, byte[] luma, Background background) {
    float nx = 0;
    float ny = 0;
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        if (mask.at(x + dx, y + dy)) {
          nx -= dx;
          ny -= dy;
        }
      }
    }
    float length = (float) Math.hypot(nx, ny);
    if (length < 1) {
      return 0;
    }
    int dx = Math.round(nx / length * REACH);
    int dy = Math.round(ny / length * REACH);
    int inner = index(mask, x - dx, y - dy);
    int outer = index(mask, x + dx, y + dy);
    if (inner < 0 || outer < 0) {
      return 0;
    }
    float now = Math.abs((luma[inner] & 0xff) - (luma[outer] & 0xff));
    float before = Math.abs(mask.expected(background, inner) - mask.expected(background, outer));
    return now - before;
  }

  private static int index(PixelMask mask, int x, int y) {
    int pictureX = mask.left + x;
    int pictureY = mask.top + y;
    if (pictureX < 0
        || pictureY < 0
        || pictureX >= mask.grid.width
        || pictureY >= mask.grid.height) {
      return -1;
    }
    return pictureY * mask.grid.width + pictureX;
  }
}
