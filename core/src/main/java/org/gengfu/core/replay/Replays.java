package org.gengfu.core.replay;

import java.util.List;

/**
 * Port to trials of rules over the past: analytics offers it, the API uses it. A replay judges as
 * the hub does live, tells nobody, and changes nothing. One runs at a time. Any thread.
 */
public interface Replays {
  /** Replays that wait for the one that runs. */
  int MOST_WAITING = 3;

  /**
   * Begins a trial, or lets it wait for those before it.
   *
   * @param account who asks
   * @throws ReplayException BUSY
   */
  Replay begin(Trial trial, String account);

  /** All that are known, newest first. */
  List<Replay> all();

  /**
   * How it stands.
   *
   * @throws ReplayException LOST or GONE
   */
  Replay find(String id);

  /**
   * Ends it early, if it isn't over; what it has found so far stays.
   *
   * @throws ReplayException LOST or GONE
   */
  Replay cancel(String id);

  /**
   * The picture of an episode, at the moment it was raised.
   *
   * @param number as {@link PastEpisode#number} gives it
   * @return JPEG, masked and with people pixelated as evidence is
   * @throws ReplayException LOST or GONE
   */
  byte[] still(String id, int number);
}
