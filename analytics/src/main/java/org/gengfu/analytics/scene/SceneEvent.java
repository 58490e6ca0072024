package org.gengfu.analytics.scene;

import java.time.Instant;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.village.ZoneKind;

/** What the scene of one camera tells: each episode is raised once and cleared once. */
public sealed interface SceneEvent {
  /** Id of the episode, unique over all time, the same after a restart. */
  String episodeId();

  /**
   * A rule was broken.
   *
   * @param episodeId id of the episode
   * @param zoneId where
   * @param kind which rule
   * @param onset since when the thing stays, stream time on the wall clock
   * @param raisedAt when the rule's dwell was over (and the owner gone, for dumping)
   * @param box the thing's own pixels, normalised
   */
  record Raised(
      String episodeId, String zoneId, ZoneKind kind, Instant onset, Instant raisedAt, Box box)
      implements SceneEvent {}

  /**
   * The thing is gone, or its zone is.
   *
   * @param episodeId id of the episode
   * @param clearedAt since when
   */
  record Cleared(String episodeId, Instant clearedAt) implements SceneEvent {}
}
