package org.gengfu.simulator.scene;

/** A row of pictures that can be drawn one after the other. */
public interface Film {
  /** Width in pixels, even. */
  int width();

  /** Height in pixels, even. */
  int height();

  int framesPerSecond();

  /** How many pictures there are: whole GOPs. */
  int frames();

  /** Draws the picture with this number, from 0; called in order, by one thread. */
  void draw(int frame, I420 into);
}
