package org.gengfu.simulator.scene;

import java.util.ArrayList;
import java.util.List;

/** Puts together who moves through a loop. Speeds are metres a second. */
final class Cast {
  static final int WHITE = 0xe4e5e3;
  static final int SILVER = 0xa9aeb2;
  static final int BLACK = 0x2b2d31;
  static final int RED = 0xa3342c;
  static final int BLUE = 0x2f527f;
  static final int GREEN = 0x3f7a5a;
  static final int GOLD = 0xb59a6a;

  private final double loopSeconds;
  private final List<Actor> actors = new ArrayList<>();

  Cast(double loopSeconds) {
    this.loopSeconds = loopSeconds;
  }

  List<Actor> actors() {
    return actors;
  }

  Cast add(Actor actor) {
    actors.add(actor);
    return this;
  }

  /** Somebody walks along these points, x, z, x, z, …, from this second of the loop on. */
  Cast walk(int who, double start, double speed, double... way) {
    return walk(Person.Look.of(who), start, speed, way);
  }

  Cast walk(Person.Look look, double start, double speed, double... way) {
    Track track = new Track(way);
    for (int turn = 0; turn < turns(track, speed); turn++) {
      Motion motion = Motion.looped(track, start, speed, loopSeconds, turn);
      actors.add(new Person(look, motion, Person.Load.NOTHING));
    }
    return this;
  }

  /** Somebody stands there, all the time. */
  Cast stand(int who, double x, double z, double headingDegrees) {
    Motion motion = Motion.still(x, z, headingDegrees);
    return add(new Person(Person.Look.of(who), motion, Person.Load.NOTHING));
  }

  Cast drive(Vehicle.Model model, int colour, double start, double speed, double... way) {
    Track track = new Track(way);
    for (int turn = 0; turn < turns(track, speed); turn++) {
      Motion motion = Motion.looped(track, start, speed, loopSeconds, turn);
      actors.add(new Vehicle(model, colour, motion, true));
    }
    return this;
  }

  Cast ride(int colour, int who, double start, double speed, double... way) {
    Track track = new Track(way);
    for (int turn = 0; turn < turns(track, speed); turn++) {
      Motion motion = Motion.looped(track, start, speed, loopSeconds, turn);
      actors.add(new Scooter(colour, Person.Look.of(who), motion));
    }
    return this;
  }

  /** Parked all the time. */
  Cast park(Vehicle.Model model, int colour, double x, double z, double headingDegrees) {
    return add(new Vehicle(model, colour, Motion.still(x, z, headingDegrees), false));
  }

  private int turns(Track track, double speed) {
    return (int) Math.ceil(track.length() / speed / loopSeconds);
  }
}
