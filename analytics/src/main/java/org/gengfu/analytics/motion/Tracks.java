package org.gengfu.analytics.motion;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.gengfu.analytics.scene.Foreground;
import org.gengfu.analytics.scene.Foreground.Shape;
import org.gengfu.analytics.scene.SceneSizes;
import org.gengfu.analytics.scene.StateCodec;
import org.gengfu.core.geometry.Box;

/** Finds the same one again from picture to picture, by place, speed and size. */
final class Tracks {
  /** What is smaller than this share of a person here is no person. */
  private static final double LEAST_OF_PERSON = 0.5;

  /** Side of the square of a person's area, in his heights. */
  private static final double SIZE_OF_PERSON = 0.5;

  /** Where nothing is known: least size, in picture heights; someone 0.08 high. */
  private static final double LEAST_SIZE = 0.05;

  /** Bodies fill their boxes; rain, reflections and grids don't. */
  private static final double LEAST_FILLED = 0.3;

  /** Cells are a little larger than what they show; far larger they hold streaks and specks. */
  private static final double LEAST_COMPACT = 0.12;

  /** Slimmer than this is a streak. */
  private static final double MOST_SLIM = 6;

  /**
   * So many shapes, or so much of the picture disturbed by no body, are rain, snow or a shaken
   * camera: nobody new is believed then.
   */
  private static final int WEATHER_SHAPES = 30;

  private static final double WEATHER_SHARE = 0.08;

  /** Own sizes from where one is expected: at once, and more for each second. */
  private static final double GATE = 0.9;

  private static final double GATE_A_SECOND = 1.3;
  private static final double WIDEST_GATE = 3.2;

  private static final double SIZE_RATIO = 2.2;

  /** Who was not seen for longer is not the other one of two who cross. */
  private static final long NEAR_MILLIS = 4_500;

  private static final long LOST_MILLIS = Stay.BRIDGED_MILLIS;
  private static final long FLICKER_MILLIS = 4_500;

  /** What has shown no sign of life for so long has become part of the place. */
  private static final long RESTS_MILLIS = 30_000;

  private static final long LITTER_MILLIS = 8_000;

  /** Whose looks do not change more than this does not move at all. */
  private static final double STATIC = 0.1;

  /** What does not move is less likely to be who was on his way than something he left. */
  private static final double LEFT_BEHIND = 0.5;

  private static final double LEFT = -0.1;
  private static final double ARRIVED = 0.1;
  private static final int MAX_TRACKS = 256;

  private final double aspect;
  private final int cells;
  private final List<Track> all = new ArrayList<>();
  private List<Shape> strays = List.of();

  Tracks(int width, int height) {
    this.aspect = width / (double) height;
    this.cells = Foreground.cells(width, height);
  }

  List<Track> all() {
    return all;
  }

  /** A shape that may be a track's next sighting. */
  private record Pair(Track track, Shape shape, double cost) {}

  /** Takes the shapes of a picture. */
  void follow(List<Shape> shapes, SceneSizes sizes, long now) {
    all.forEach(Track::lose);
    List<Shape> bodies = shapes.stream().filter(shape -> body(shape, sizes)).toList();
    boolean weather = weather(shapes, bodies);
    List<Pair> pairs = new ArrayList<>();
    for (Track track : all) {
      for (Shape shape : bodies) {
        double cost = cost(track, shape.box(), sizes, now);
        if (track.underway(sizes) && shape.changed() < STATIC) {
          cost += LEFT_BEHIND;
        }
        if (cost < 1) {
          pairs.add(new Pair(track, shape, cost + (track.confirmed() ? 0 : 0.2)));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::cost));
    Set<Shape> taken = new HashSet<>();
    for (Pair pair : pairs) {
      if (pair.track().shape() == null && taken.add(pair.shape())) {
        pair.track().take(pair.shape(), sizes, aspect, another(pair, pairs, now), now);
        if (!weather) {
          pair.track().confirm(sizes, now);
        }
      }
    }
    for (Shape shape : bodies) {
      boolean begins = !weather && !shape.restless() && all.size() < MAX_TRACKS;
      if (begins && !taken.contains(shape)) {
        all.add(new Track(shape, sizes, now));
      }
    }
    strays = shapes.stream().filter(shape -> !taken.contains(shape)).toList();
    all.removeIf(track -> now - track.lastMillis() > patience(track));
  }

  /**
   * Whether the shape may be somebody else's, or somebody else's shape this one's: in a crowd one
   * track goes on in another person.
   */
  private static boolean another(Pair chosen, List<Pair> pairs, long now) {
    for (Pair pair : pairs) {
      boolean others = pair.shape().equals(chosen.shape()) && pair.track() != chosen.track();
      boolean other = pair.track() == chosen.track() && !pair.shape().equals(chosen.shape());
      if ((others && pair.track().confirmed() && now - pair.track().lastMillis() <= NEAR_MILLIS)
          || (other && !pair.shape().restless() && pair.shape().changed() >= STATIC)) {
        return true;
      }
    }
    return false;
  }

  private static long patience(Track track) {
    return track.confirmed() ? LOST_MILLIS : FLICKER_MILLIS;
  }

  private static boolean body(Shape shape, SceneSizes sizes) {
    Box box = shape.box();
    double person = sizes.personHeight(Track.footY(box));
    boolean large =
        Double.isNaN(person)
            ? sizes.size(box) >= LEAST_SIZE
            : box.height() >= LEAST_OF_PERSON * person
                && sizes.size(box) >= LEAST_OF_PERSON * SIZE_OF_PERSON * person;
    return large
        && shape.filled() >= LEAST_FILLED
        && shape.compact() >= LEAST_COMPACT
        && sizes.slimness(box) <= MOST_SLIM;
  }

  private boolean weather(List<Shape> shapes, List<Shape> bodies) {
    int disturbed = 0;
    for (Shape shape : shapes) {
      disturbed += bodies.contains(shape) ? 0 : shape.cells().length;
    }
    return shapes.size() > WEATHER_SHAPES || disturbed > WEATHER_SHARE * cells;
  }

  /** Below 1 where it may be the same; the less the likelier. */
  private double cost(Track track, Box box, SceneSizes sizes, long now) {
    double seconds = (now - track.lastMillis()) / 1000.0;
    double size = Math.max(sizes.size(track.box()), sizes.size(box));
    // Where it was headed is a guess that gets worse with time.
    double guess = Math.min(seconds, 2.5);
    double ahead =
        Math.hypot(
            (Track.footX(box) - track.expectedX(guess)) * aspect,
            Track.footY(box) - track.expectedY(guess));
    double back =
        Math.hypot(
            (Track.footX(box) - Track.footX(track.box())) * aspect,
            Track.footY(box) - Track.footY(track.box()));
    double gate = Math.min(WIDEST_GATE, GATE + GATE_A_SECOND * seconds) * size;
    double ratio = sizes.size(box) / Math.max(1e-6, sizes.size(track.box()));
    double unlike = Math.abs(Math.log(ratio)) / Math.log(SIZE_RATIO);
    if (unlike >= 1) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.min(ahead, back) / gate + 0.3 * unlike;
  }

  /** Gives the place what rests in it; a vehicle that has come and stands stays what it is. */
  void settle(Foreground foreground, long now) {
    for (Iterator<Track> each = all.iterator(); each.hasNext(); ) {
      Track track = each.next();
      Shape shape = track.shape();
      if (shape != null && rests(track, shape, now)) {
        foreground.adopt(shape);
        each.remove();
      }
    }
    for (Shape stray : strays) {
      // Leaves that have come to rest: nobody can be told from them there.
      if (stray.restless() && stray.changed() < STATIC) {
        foreground.adopt(stray);
      }
    }
  }

  private static boolean rests(Track track, Shape shape, long now) {
    long still = track.stillMillis(now);
    if (!track.confirmed()) {
      return still >= LITTER_MILLIS || (shape.arrived() < LEFT && still >= 2_500);
    }
    boolean stands = track.vehicle() && track.walked() && shape.arrived() > ARRIVED;
    return still >= RESTS_MILLIS && !stands;
  }

  void forget() {
    strays = List.of();
    all.clear();
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(all.size());
    for (Track track : all) {
      track.write(out);
    }
  }

  void read(DataInput in) throws IOException {
    int count = StateCodec.readCount(in, MAX_TRACKS);
    for (int i = 0; i < count; i++) {
      all.add(Track.read(in));
    }
  }
}
