package org.gengfu.simulator.scene;

import java.util.List;

/** A place where something happens now and then. */
interface Story extends Place {
  /**
   * A piece of what happens. All pieces begin and end without passers-by, so that they can follow
   * one another.
   *
   * @param seconds how long, whole GOPs
   * @param actors who is in it
   */
  record Chapter(double seconds, List<Actor> actors) {}

  /** Nothing happens, for ever. */
  Chapter idle();

  /** It happens. */
  Chapter arrival();

  /** It has happened and stays so, for ever. */
  Chapter after();

  /** It is undone; then comes {@link #idle} again. */
  Chapter departure();

  @Override
  default List<Actor> traffic(double loopSeconds, Light light) {
    return idle().actors();
  }
}
