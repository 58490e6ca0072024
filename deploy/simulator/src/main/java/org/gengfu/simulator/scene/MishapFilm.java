package org.gengfu.simulator.scene;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A film as a camera shows it to which something has happened. */
public final class MishapFilm implements Film {
  private static final int BLACK_LUMA = 16;
  private static final int NO_COLOUR = 128;
  private static final int GAIN = 3;
  private static final int OFFSET = 120;

  /** A shift of this part of the width: far more than a mast shakes. */
  private static final int SHIFT = 8;

  /** The blur's box has this part of the width as its radius. */
  private static final int BLUR = 80;

  private static final int BLUR_ROUNDS = 3;
  private static final double NOISE = 1.2;

  private final Film film;
  private final Mishap mishap;
  private final SplittableRandom random = new SplittableRandom(3);
  private final byte[] aside;

  /**
   * @param film as it would be
   * @param mishap what has happened to its camera
   */
  public MishapFilm(Film film, Mishap mishap) {
    this.film = film;
    this.mishap = mishap;
    this.aside = new byte[film.width() * film.height()];
  }

  @Override
  public int width() {
    return film.width();
  }

  @Override
  public int height() {
    return film.height();
  }

  @Override
  public int framesPerSecond() {
    return film.framesPerSecond();
  }

  @Override
  public int frames() {
    return film.frames();
  }

  @Override
  public void draw(int frame, I420 into) {
    switch (mishap) {
      case FROZEN -> freeze(frame, into);
      case BLACK -> {
        Arrays.fill(into.y(), (byte) BLACK_LUMA);
        greyAndNoisy(into);
      }
      case OVER_EXPOSED -> {
        film.draw(frame, into);
        expose(into);
      }
      case COVERED -> {
        cover(into);
        greyAndNoisy(into);
      }
      case BLURRED -> {
        film.draw(frame, into);
        for (int round = 0; round < BLUR_ROUNDS; round++) {
          blur(into, 1, width(), height(), width());
          blur(into, width(), height(), width(), 1);
        }
        noise(into);
      }
      case MOVED -> {
        film.draw(frame, into);
        shift(into.y(), width());
        shift(into.u(), width() / 2);
        shift(into.v(), width() / 2);
      }
    }
  }

  /** The first picture stays where it is. */
  private void freeze(int frame, I420 into) {
    if (frame == 0) {
      film.draw(0, into);
    }
  }

  private static void expose(I420 into) {
    for (int i = 0; i < into.y().length; i++) {
      into.y()[i] = (byte) Math.min(254, (into.y()[i] & 0xff) * GAIN + OFFSET);
    }
  }

  private void cover(I420 into) {
    for (int row = 0; row < height(); row++) {
      Arrays.fill(into.y(), row * width(), (row + 1) * width(), (byte) (140 - 60 * row / height()));
    }
  }

  /** A running mean along lines of the picture, whichever way they run. */
  private void blur(I420 into, int step, int length, int lines, int lineStep) {
    byte[] luma = into.y();
    System.arraycopy(luma, 0, aside, 0, aside.length);
    int radius = Math.max(1, width() / BLUR);
    for (int line = 0; line < lines; line++) {
      int from = line * lineStep;
      int sum = 0;
      for (int at = -radius; at <= radius; at++) {
        sum += aside[from + clamp(at, length) * step] & 0xff;
      }
      for (int at = 0; at < length; at++) {
        luma[from + at * step] = (byte) ((sum + radius) / (2 * radius + 1));
        sum -= aside[from + clamp(at - radius, length) * step] & 0xff;
        sum += aside[from + clamp(at + radius + 1, length) * step] & 0xff;
      }
    }
  }

  private static int clamp(int at, int length) {
    return Math.max(0, Math.min(length - 1, at));
  }

  /** What comes into view at the edge is the mirror of what was there. */
  private static void shift(byte[] plane, int width) {
    int by = width / SHIFT;
    byte[] row = new byte[width];
    for (int from = 0; from < plane.length; from += width) {
      System.arraycopy(plane, from, row, 0, width);
      for (int x = 0; x < width; x++) {
        plane[from + x] = row[Math.abs(x - by)];
      }
    }
  }

  private void greyAndNoisy(I420 into) {
    Arrays.fill(into.u(), (byte) NO_COLOUR);
    Arrays.fill(into.v(), (byte) NO_COLOUR);
    noise(into);
  }

  private void noise(I420 into) {
    for (int i = 0; i < into.y().length; i++) {
      int value = (into.y()[i] & 0xff) + (int) Math.round(random.nextGaussian() * NOISE);
      into.y()[i] = (byte) Math.max(0, Math.min(255, value));
    }
  }
}
