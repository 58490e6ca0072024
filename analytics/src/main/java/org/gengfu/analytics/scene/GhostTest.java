package org.gengfu.analytics.scene;

/**
 * Did something arrive, or was the background uncovered? A thing has an edge along its outline: if
 * the outline is an edge in the picture, it arrived; if it is one in the background, what stood
 * there has left, and the background is a ghost.
 *
 * <p>The most valuable stage. Along each outline pixel's normal the step between the mean of three
 * pixels inside and three outside is taken in both pictures; the difference of the two steps,
 * clipped, is its vote. Clipped, because on a busy texture a few strong edges would decide; means
 * of three, because single pixels turned 0.9 into 0.5 on blurred outlines.
 */
final class GhostTest {
  /** Luma steps above which an outline pixel speaks no louder. */
  private static final float LOUDEST = 15;

  /** Pixels inside and outside the outline, which itself is blurred. */
  private static final int NEAREST = 1;

  private static final int FARTHEST = 3;

  /** Half width of the window in which the outline's direction is taken. */
  private static final int NORMAL_REACH = 3;

  private final PixelMask mask;
  private final byte[] luma;
  private final Background background;
  private float sum;
  private float loudness;

  private GhostTest(PixelMask mask, byte[] luma, Background background) {
    this.mask = mask;
    this.luma = luma;
    this.background = background;
  }

  /** 1 where the whole outline says that it arrived, -1 where it says that it left. */
  static float vote(PixelMask mask, byte[] luma, Background background) {
    GhostTest test = new GhostTest(mask, luma, background);
    for (int y = 0; y < mask.height; y++) {
      for (int x = 0; x < mask.width; x++) {
        if (mask.at(x, y) && test.onOutline(x, y)) {
          test.ask(x, y);
        }
      }
    }
    return test.loudness > 0 ? test.sum / test.loudness : 0;
  }

  private boolean onOutline(int x, int y) {
    return !mask.at(x - 1, y) || !mask.at(x + 1, y) || !mask.at(x, y - 1) || !mask.at(x, y + 1);
  }

  private void ask(int x, int y) {
    float normalX = 0;
    float normalY = 0;
    for (int dy = -NORMAL_REACH; dy <= NORMAL_REACH; dy++) {
      for (int dx = -NORMAL_REACH; dx <= NORMAL_REACH; dx++) {
        if (mask.at(x + dx, y + dy)) {
          normalX -= dx;
          normalY -= dy;
        }
      }
    }
    float length = (float) Math.sqrt(normalX * normalX + normalY * normalY);
    if (length >= 1) {
      vote(x, y, normalX / length, normalY / length);
    }
  }

  private void vote(int x, int y, float normalX, float normalY) {
    float stepNow = 0;
    float stepBefore = 0;
    for (int reach = NEAREST; reach <= FARTHEST; reach++) {
      int inner = index(x - normalX * reach, y - normalY * reach);
      int outer = index(x + normalX * reach, y + normalY * reach);
      if (inner < 0 || outer < 0) {
        return;
      }
      stepNow += (luma[inner] & 0xff) - (luma[outer] & 0xff);
      stepBefore += mask.expected(background, inner) - mask.expected(background, outer);
    }
    float difference = (Math.abs(stepNow) - Math.abs(stepBefore)) / (FARTHEST - NEAREST + 1);
    sum += Math.max(-LOUDEST, Math.min(LOUDEST, difference));
    loudness += Math.min(LOUDEST, Math.abs(difference));
  }

  /** Index in the picture of a place in the mask's rectangle, -1 outside the picture. */
  private int index(float x, float y) {
    int pictureX = mask.left + Math.round(x);
    int pictureY = mask.top + Math.round(y);
    boolean inside =
        pictureX >= 0 && pictureY >= 0 && pictureX < mask.grid.width && pictureY < mask.grid.height;
    return inside ? pictureY * mask.grid.width + pictureX : -1;
  }
}
