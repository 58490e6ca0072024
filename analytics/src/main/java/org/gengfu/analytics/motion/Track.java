package org.gengfu.analytics.motion;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.gengfu.analytics.scene.Foreground.Shape;
import org.gengfu.analytics.scene.SceneSizes;
import org.gengfu.analytics.scene.StateCodec;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.village.ZoneSubject;
import org.jspecify.annotations.Nullable;

/** Somebody or something followed from picture to picture. */
final class Track {
  /** What is seen for the first time is nothing yet: the least time until it is somebody. */
  private static final long LEAST_MILLIS = 900;

  /** Somebody who is not seen to walk must be seen this often, for this long. */
  private static final int STANDING_SIGHTINGS = 3;

  private static final long STANDING_MILLIS = 3_500;

  /** Own sizes that one must have gone to be somebody on the strength of it. */
  private static final double WALKED = 0.6;

  /** Of the looks of someone who stands, this share changes within a second or two. */
  private static final double ALIVE = 0.13;

  /** Of what walks nearly all changes; of leaves and shadows less. */
  private static final double WALKING = 0.4;

  private static final double MOVED = 0.25;

  /** Height over width from which on it is more likely a person. */
  private static final double UPRIGHT = 1.3;

  /** Where nothing is known of sizes here, in picture heights. */
  private static final double SURELY_VEHICLE = 0.18;

  private static final double SURELY_ARRIVED = 0.15;
  private static final double EDGE = 0.015;

  /** Two tracks that cross may change bodies: what was seen lately says more. */
  private static final double OLD_VOTES = 0.7;

  private static final double SURELY_BODY = 0.15;
  private static final double CLEARLY_ARRIVED = 0.6;

  /** Nobody stands without a sign of life for longer than this; what he left behind does. */
  private static final long LIVELY_MILLIS = 12_000;

  /** Own sizes a second. */
  private static final double UNDERWAY = 0.3;

  /** Who comes back after a longer absence may be another. */
  private static final long OUT_OF_SIGHT_MILLIS = 2_500;

  private static final int MAX_ZONES = 256;

  final Map<String, Stay> stays = new HashMap<>();
  private Box box;
  private double startX;
  private double startY;
  private double speedX;
  private double speedY;
  private final long firstMillis;
  private long lastMillis;
  private long aliveMillis;
  private int sightings = 1;
  private int walkingSightings;
  private int livelySightings;
  private double vehicleVotes;
  private double personVotes;
  private boolean walked;
  private boolean confirmed;
  private boolean doubtful;
  private @Nullable Shape shape;

  Track(Shape shape, SceneSizes sizes, long now) {
    this.box = shape.box();
    this.shape = shape;
    this.startX = footX(box);
    this.startY = footY(box);
    this.firstMillis = now;
    this.lastMillis = now;
    this.aliveMillis = now;
    this.walkingSightings = shape.changed() >= WALKING ? 1 : 0;
    if (whole(box)) {
      vote(sizes);
    }
  }

  private Track(Box box, long firstMillis) {
    this.box = box;
    this.firstMillis = firstMillis;
  }

  static double footX(Box box) {
    return box.x() + box.width() / 2;
  }

  static double footY(Box box) {
    return box.y() + box.height();
  }

  Box box() {
    return box;
  }

  /** The shape in the present picture; null where it is not seen. */
  @Nullable Shape shape() {
    return shape;
  }

  /** Certainly somebody, or a vehicle, and no flicker. */
  boolean confirmed() {
    return confirmed;
  }

  /** It was seen to come from elsewhere. */
  boolean walked() {
    return walked;
  }

  long lastMillis() {
    return lastMillis;
  }

  long ageMillis(long now) {
    return now - firstMillis;
  }

  /** How long it has shown no sign of life. */
  long stillMillis(long now) {
    return now - aliveMillis;
  }

  /** It has shown a sign of life lately, or is a vehicle that has come and stands. */
  boolean lively(long now) {
    return stillMillis(now) <= LIVELY_MILLIS || (vehicle() && walked);
  }

  /** It was on its way when it was last seen. */
  boolean underway(SceneSizes sizes) {
    return walked && Math.hypot(speedX, speedY) >= UNDERWAY * sizes.size(box);
  }

  /** Where its foot is expected after some time without a sighting. */
  double expectedX(double seconds) {
    return footX(box) + speedX * seconds;
  }

  double expectedY(double seconds) {
    return footY(box) + speedY * seconds;
  }

  void lose() {
    shape = null;
  }

  /**
   * It is seen again.
   *
   * @param another whether this may as well be the sighting of another, or another one its own
   */
  void take(Shape seen, SceneSizes sizes, double aspect, boolean another, long now) {
    doubtful = another || now - lastMillis > OUT_OF_SIGHT_MILLIS;
    double seconds = Math.max(0.04, (now - lastMillis) / 1000.0);
    Box next = seen.box();
    double x = footX(next) - footX(box);
    double y = footY(next) - footY(box);
    double follow = sightings == 1 ? 1 : 0.5;
    speedX += follow * (x / seconds - speedX);
    speedY += follow * (y / seconds - speedY);
    double size = Math.max(1e-6, sizes.size(next));
    double step = Math.hypot(x * aspect, y) / size;
    double way = Math.hypot((footX(next) - startX) * aspect, footY(next) - startY) / size;
    if (seen.changed() >= ALIVE || step >= MOVED) {
      aliveMillis = now;
      livelySightings++;
    }
    sightings++;
    walkingSightings += seen.changed() >= WALKING ? 1 : 0;
    walked |= way >= WALKED && walkingSightings >= 2;
    box = next;
    shape = seen;
    lastMillis = now;
    if (seen.changed() >= ALIVE && whole(next)) {
      // What lies where somebody was says nothing of who it was, nor does a part of him.
      vote(sizes);
    }
  }

  /** Believes in it where it has shown enough. */
  void confirm(SceneSizes sizes, long now) {
    Shape seen = shape;
    if (confirmed || seen == null || ageMillis(now) < LEAST_MILLIS) {
      return;
    }
    // Leaves are neither large bodies nor have they an outline that came.
    boolean clear = sizes.size(box) >= SURELY_BODY && seen.arrived() >= CLEARLY_ARRIVED;
    if (seen.restless() && !clear) {
      return;
    }
    boolean stands =
        sightings >= STANDING_SIGHTINGS
            && ageMillis(now) >= STANDING_MILLIS
            && stillMillis(now) <= LIVELY_MILLIS
            && livelySightings >= 2
            && seen.arrived() > 0;
    if (!walked && !stands && parks(seen, sizes, now)) {
      // It drove up between two pictures.
      vehicleVotes = sightings;
      personVotes = 0;
      walked = true;
    }
    confirmed = walked || stands;
  }

  /** Not cut by the picture's edge. */
  private static boolean whole(Box box) {
    return box.x() > EDGE
        && box.y() > EDGE
        && box.x() + box.width() < 1 - EDGE
        && box.y() + box.height() < 1 - EDGE;
  }

  private boolean parks(Shape seen, SceneSizes sizes, long now) {
    double likeness = sizes.vehicleLikeness(box);
    boolean large =
        Double.isNaN(likeness)
            ? sizes.slimness(box) < UPRIGHT && sizes.size(box) >= SURELY_VEHICLE
            : likeness >= 1;
    return large
        && sightings >= STANDING_SIGHTINGS
        && ageMillis(now) >= STANDING_MILLIS
        && seen.arrived() >= SURELY_ARRIVED;
  }

  private void vote(SceneSizes sizes) {
    double likeness = sizes.vehicleLikeness(box);
    if (Double.isNaN(likeness)) {
      // Nothing to compare with: people are upright, vehicles are not.
      likeness = UPRIGHT / Math.max(1e-6, sizes.slimness(box));
    }
    vehicleVotes *= OLD_VOTES;
    personVotes *= OLD_VOTES;
    if (likeness >= 1) {
      vehicleVotes++;
    } else {
      personVotes++;
    }
  }

  boolean vehicle() {
    return vehicleVotes > personVotes;
  }

  boolean is(ZoneSubject subject) {
    return switch (subject) {
      case ANY -> true;
      case VEHICLE -> vehicle();
      case PERSON -> !vehicle();
    };
  }

  /** It is in the zone in this picture, or not. */
  void stay(String zoneId, boolean inside, long now) {
    if (inside) {
      stays.merge(zoneId, Stay.begun(now), (before, begun) -> before.again(now, doubtful));
    }
  }

  void write(DataOutput out) throws IOException {
    StateCodec.writeBox(out, box);
    out.writeLong(firstMillis);
    out.writeDouble(startX);
    out.writeDouble(startY);
    out.writeDouble(speedX);
    out.writeDouble(speedY);
    out.writeLong(lastMillis);
    out.writeLong(aliveMillis);
    out.writeInt(sightings);
    out.writeInt(walkingSightings);
    out.writeInt(livelySightings);
    out.writeDouble(vehicleVotes);
    out.writeDouble(personVotes);
    out.writeBoolean(walked);
    out.writeBoolean(confirmed);
    out.writeInt(stays.size());
    for (Map.Entry<String, Stay> stay : stays.entrySet()) {
      out.writeUTF(stay.getKey());
      out.writeLong(stay.getValue().sinceMillis());
      out.writeLong(stay.getValue().lastMillis());
    }
  }

  static Track read(DataInput in) throws IOException {
    Box box = StateCodec.readBox(in);
    Track track = new Track(box, in.readLong());
    track.startX = in.readDouble();
    track.startY = in.readDouble();
    track.speedX = in.readDouble();
    track.speedY = in.readDouble();
    track.lastMillis = in.readLong();
    track.aliveMillis = in.readLong();
    track.sightings = in.readInt();
    track.walkingSightings = in.readInt();
    track.livelySightings = in.readInt();
    track.vehicleVotes = in.readDouble();
    track.personVotes = in.readDouble();
    track.walked = in.readBoolean();
    track.confirmed = in.readBoolean();
    int stays = StateCodec.readCount(in, MAX_ZONES);
    for (int i = 0; i < stays; i++) {
      track.stays.put(in.readUTF(), new Stay(in.readLong(), in.readLong()));
    }
    return track;
  }
}
