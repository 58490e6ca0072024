package org.gengfu.simulator.clip;

/**
 * Ordinary life: one clip over and over.
 *
 * @param clip the clip
 * @param firstGop where in the clip the scene begins, so that cameras which share a clip differ
 */
public record LoopedScene(Clip clip, int firstGop) implements EncodedScene {
  @Override
  public long gopTicks() {
    return clip.gopTicks();
  }

  @Override
  public Gop gop(long number) {
    return clip.gops().get((int) ((number + firstGop) % clip.gops().size()));
  }
}
