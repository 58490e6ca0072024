package org.gengfu.analytics.scene;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import org.gengfu.analytics.scene.SecondOpinion.Sighting;
import org.gengfu.core.geometry.Box;
import org.jspecify.annotations.Nullable;

/**
 * What the second opinion says of one candidate: three sightings, of which two must agree, and
 * another three after a pause for as long as it is not raised. It is not saved: after a restart it
 * is asked anew.
 */
final class Opinion {
  /** So long before a thing is due it is looked at, so that the answer does not come late. */
  static final long AHEAD_MILLIS = 8_000;

  private static final int SIGHTINGS = 3;
  private static final int AGREEING = 2;

  /** Scores from which a vehicle, a person is believed. */
  private static final double VEHICLE = 0.3;

  private static final double PERSON = 0.3;

  /** Pictures closer than this tell the same. */
  private static final long APART_MILLIS = 900;

  /** After three sightings this long, then twice as long. */
  private static final long FIRST_PAUSE_MILLIS = 8_000;

  private static final long LONGEST_PAUSE_MILLIS = 64_000;

  /** Longest that a due thing waits for answers before the rules alone decide. */
  private static final long PATIENCE_MILLIS = 8_000;

  private static final long NEVER = Long.MAX_VALUE;

  private final List<Sighting> sightings = new ArrayList<>();
  private @Nullable Answer last;
  private @Nullable Boolean vehicleBefore;
  private long notBefore;
  private long pause = FIRST_PAUSE_MILLIS;
  private long dueSince = NEVER;

  /** What is held of a candidate. */
  enum Answer {
    /** Too few sightings yet. */
    OPEN,
    /** Nobody could be asked: the rules alone decide. */
    NONE,
    VEHICLE,
    PERSON,
    /** Neither vehicle nor person, as far as the detector knows the world. */
    NEITHER
  }

  /** Looks once more, where it is time to. */
  void look(Box box, SecondOpinion eyes, SceneModel model, long now) {
    if (!eyes.available() || now < notBefore) {
      return;
    }
    Sighting sighting = eyes.look(box);
    if (sighting == null) {
      return;
    }
    if (sighting.vehicle() >= VEHICLE && stoodBefore(box, eyes, model)) {
      sighting = new Sighting(0, sighting.person());
    }
    sightings.add(sighting);
    notBefore = now + APART_MILLIS;
    if (sightings.size() == SIGHTINGS) {
      Answer agreed = agreed(AGREEING);
      last = agreed == Answer.OPEN ? Answer.NEITHER : agreed;
      sightings.clear();
      notBefore = now + pause;
      pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
    }
  }

  /** A vehicle that fills the place in the empty scene, too, is not what came. */
  private boolean stoodBefore(Box box, SecondOpinion eyes, SceneModel model) {
    if (vehicleBefore == null) {
      Sighting before = eyes.look(box, model.empty());
      vehicleBefore = before == null ? null : before.vehicle() >= VEHICLE;
    }
    return Boolean.TRUE.equals(vehicleBefore);
  }

  /** What is held of a thing that is due; where nobody answers for long, that nobody does. */
  Answer answer(SecondOpinion eyes, long now) {
    dueSince = Math.min(dueSince, now);
    if (!eyes.available()) {
      return Answer.NONE;
    }
    if (last != null) {
      return last;
    }
    return sightings.size() >= AGREEING && agreed(AGREEING) != Answer.OPEN
        ? agreed(AGREEING)
        : now - dueSince < PATIENCE_MILLIS ? Answer.OPEN : Answer.NONE;
  }

  /** What so many sightings say alike; {@link Answer#OPEN} where they differ. */
  private Answer agreed(int enough) {
    long vehicles = sightings.stream().filter(each -> each.vehicle() >= VEHICLE).count();
    long persons = sightings.stream().filter(each -> each.person() >= PERSON).count();
    long neither =
        sightings.stream()
            .filter(each -> each.vehicle() < VEHICLE && each.person() < PERSON)
            .count();
    if (vehicles >= enough) {
      return Answer.VEHICLE;
    }
    if (persons >= enough) {
      return Answer.PERSON;
    }
    return neither >= enough ? Answer.NEITHER : Answer.OPEN;
  }

  /** What is known so far, for people; empty where nobody was asked. */
  String words() {
    StringBuilder words = new StringBuilder(last == null ? "" : last.name().toLowerCase(ROOT));
    for (Sighting each : sightings) {
      words.append(String.format(ROOT, " v%.0f/p%.0f", 100 * each.vehicle(), 100 * each.person()));
    }
    return words.append(Boolean.TRUE.equals(vehicleBefore) ? " stood before" : "").toString();
  }
}
