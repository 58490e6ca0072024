package org.gengfu.analytics.scene;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.gengfu.core.geometry.Box;

/** Raises and clears: one thing in one zone is one episode, however often it is hidden. */
final class Episodes {
  /** Empty in two pictures: a passer-by of the ground's texture is not the ground. */
  private static final long CERTAINLY_GONE_MILLIS = 1_500;

  /** Of the cells in sight this share must be empty, and this share of all must be in sight. */
  private static final double EMPTY = 0.6;

  private static final double IN_SIGHT = 0.3;

  /** Another thing in the same place, this much later and this long at rest, has replaced it. */
  private static final double SAME_PLACE = 0.4;

  private static final long REPLACED_AFTER_MILLIS = 20_000;

  private final SceneModel model;
  private final List<SceneEvent> untold = new ArrayList<>();

  Episodes(SceneModel model) {
    this.model = model;
  }

  /** The events since the last call. */
  List<SceneEvent> tell() {
    List<SceneEvent> events = List.copyOf(untold);
    untold.clear();
    return events;
  }

  void raise(StationaryObject thing, ZoneRule rule, Box box, long now) {
    String id = UUID.randomUUID().toString();
    thing.episodes.add(new StationaryObject.Episode(id, rule.zoneId()));
    for (int slot : thing.slots()) {
      model.memory.hold(slot, true);
    }
    untold.add(
        new SceneEvent.Raised(
            id,
            rule.zoneId(),
            rule.kind(),
            Instant.ofEpochMilli(thing.onsetMillis),
            Instant.ofEpochMilli(now),
            box));
  }

  /** Clears the episodes of what is gone. */
  void clear(List<StationaryObject> objects, long now) {
    for (Iterator<StationaryObject> each = objects.iterator(); each.hasNext(); ) {
      StationaryObject object = each.next();
      if (object.raised()
          && (left(object, now) || (!shows(object) && replaced(object, objects, now)))) {
        end(object, object.goneSince());
        each.remove();
      }
    }
  }

  /** Ends the episodes whose zone is gone; the thing itself may stay and break other rules. */
  void applyZones(List<StationaryObject> objects, Zones zones, long now) {
    for (StationaryObject object : objects) {
      boolean raised = object.raised();
      object.episodes.removeIf(
          episode -> {
            boolean over = !zones.holds(episode, object);
            if (over) {
              untold.add(new SceneEvent.Cleared(episode.id(), Instant.ofEpochMilli(now)));
            }
            return over;
          });
      if (raised && !object.raised()) {
        release(object);
      }
    }
  }

  /** Ends all: the scene is another. */
  void endAll(List<StationaryObject> objects, long now) {
    objects.forEach(object -> end(object, now));
    objects.clear();
  }

  private void end(StationaryObject object, long since) {
    for (StationaryObject.Episode episode : object.episodes) {
      untold.add(new SceneEvent.Cleared(episode.id(), Instant.ofEpochMilli(since)));
    }
    release(object);
  }

  private void release(StationaryObject object) {
    for (int slot : object.slots()) {
      model.memory.hold(slot, false);
    }
  }

  /** True where half of the thing shows: what stands out around it has not replaced it. */
  private boolean shows(StationaryObject object) {
    int there = 0;
    for (int i = 0; i < object.cells().length; i++) {
      there += model.memory.seen(object.cells()[i]) == object.slots()[i] ? 1 : 0;
    }
    return 2 * there >= object.cells().length;
  }

  private boolean left(StationaryObject object, long now) {
    int there = 0;
    int empty = 0;
    for (int i = 0; i < object.cells().length; i++) {
      int cell = object.cells()[i];
      if (model.memory.seen(cell) == object.slots()[i]) {
        there++;
      } else if (model.memory.shows[cell] == CandidateMemory.Shows.BACKGROUND) {
        empty++;
      }
    }
    int inSight = there + empty;
    if (empty < EMPTY * inSight || inSight < IN_SIGHT * object.cells().length) {
      if (there > empty) {
        object.goneSince(CandidateMemory.NEVER);
      }
      return false;
    }
    if (object.goneSince() == CandidateMemory.NEVER) {
      object.goneSince(now);
    }
    return now - object.goneSince() >= CERTAINLY_GONE_MILLIS;
  }

  private static boolean replaced(
      StationaryObject object, List<StationaryObject> objects, long now) {
    for (StationaryObject other : objects) {
      if (!other.raised()
          && other.atRest()
          && other.onsetMillis > object.onsetMillis + CandidateBlobs.MAX_ONSET_DIFFERENCE_MILLIS
          && now - other.onsetMillis > REPLACED_AFTER_MILLIS
          && other.box().intersectionOverUnion(object.box()) > SAME_PLACE) {
        object.goneSince(other.onsetMillis);
        return true;
      }
    }
    return false;
  }
}
