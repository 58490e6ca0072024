package org.gengfu.simulator.scene;

/** What can happen to a camera so that its picture shows no longer what it should. */
public enum Mishap {
  /** The sensor has died: one picture for ever. */
  FROZEN,
  /** The lens cap is on: nothing but the sensor's noise. */
  BLACK,
  /** The iris is stuck open: nearly all of it is white. */
  OVER_EXPOSED,
  /** Something smooth hangs before the whole lens. */
  COVERED,
  /** Out of focus. */
  BLURRED,
  /** The mast was hit: the camera looks elsewhere. */
  MOVED
}
