package org.gengfu.analytics.testing;

import java.util.Arrays;
import org.gengfu.simulator.scene.Film;
import org.gengfu.simulator.scene.I420;

/**
 * A slanted ramp whose brightness tells the film and the picture: known to the pixel.
 *
 * @param width even
 * @param height even
 * @param frames pictures, ten a second; a hundred at most, each a bit brighter
 * @param offset added to the brightness
 */
public record PatternFilm(int width, int height, int frames, int offset) implements Film {
  @Override
  public int framesPerSecond() {
    return 10;
  }

  @Override
  public void draw(int frame, I420 into) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        into.y()[y * width + x] = (byte) luma(frame, x, y);
      }
    }
    // A strong red, so that a picture in grey or with swapped planes is noticed.
    Arrays.fill(into.u(), (byte) 90);
    Arrays.fill(into.v(), (byte) 200);
  }

  /** Luma of a pixel. */
  public int luma(int frame, int x, int y) {
    return 40 + offset + frame + (x + y) * 60 / (width + height);
  }
}
