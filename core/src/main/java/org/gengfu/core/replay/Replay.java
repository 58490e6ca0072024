package org.gengfu.core.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gengfu.core.recording.RecordedVideo.Gap;
import org.jspecify.annotations.Nullable;

/**
 * A trial and how far it has come.
 *
 * @param id id
 * @param account who asked for it
 * @param askedAt when
 * @param state how it stands
 * @param reached everything before this moment has been judged
 * @param share of the way, 0 to 1; at 1 only once it is done
 * @param judged pictures or readings
 * @param broken pictures that could not be decoded, which say nothing
 * @param gaps when nothing was recorded for {@link #SHORTEST_GAP} and longer, oldest first, at most
 *     {@link #MOST_GAPS}; empty for readings
 * @param unrecordedSeconds all gaps together
 * @param outcomes in order of time
 * @param cut whether more was raised than is kept
 * @param failure why it failed; null where it didn't
 */
public record Replay(
    String id,
    Trial trial,
    String account,
    Instant askedAt,
    State state,
    Instant reached,
    double share,
    long judged,
    long broken,
    List<Gap> gaps,
    long unrecordedSeconds,
    List<Outcome> outcomes,
    boolean cut,
    @Nullable String failure) {
  /** Shorter gaps are those between two files, or what is not on disk yet. */
  public static final Duration SHORTEST_GAP = Duration.ofSeconds(10);

  /** Gaps that are named one by one. */
  public static final int MOST_GAPS = 200;

  /** Episodes that are kept of each of the two sets of rules. */
  public static final int MOST_EPISODES = 500;

  public Replay {
    gaps = List.copyOf(gaps);
    outcomes = List.copyOf(outcomes);
  }

  /** How a replay stands. */
  public enum State {
    WAITING,
    RUNNING,
    DONE,
    CANCELLED,
    FAILED;

    /** Whether nothing more happens. */
    public boolean over() {
      return this != WAITING && this != RUNNING;
    }
  }
}
