package org.gengfu.analytics.scene;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.gengfu.core.geometry.Point;
import org.gengfu.core.village.ZoneKind;

/** Judges what stays in one camera's picture. One thread at a time; no I/O. */
public final class SceneAnalyzer {
  private List<ZoneRule> zones;
  private final CellGrid grid;
  private final SceneClock clock = new SceneClock();
  private final NoiseEstimate noise;
  private final WindowStatistics statistics;
  private final Background background;
  private final CandidateMemory memory;
  private final CandidateBlobs blobs;
  private final Movers movers;
  private final SceneScale scale;
  private final Unrest unrest;
  private final SceneCut cut;
  private final Footprints footprints = new Footprints();
  private final boolean[] atRest;
  private final byte[] before;
  private final boolean[] showsBackground;
  private Light light = Light.SAME;
  private boolean started;
  final List<StationaryObject> objects = new ArrayList<>();

  public SceneAnalyzer(int rasterWidth, int rasterHeight, List<ZoneRule> zones) {
    this.zones = List.copyOf(zones);
    this.grid = new CellGrid(rasterWidth, rasterHeight);
    this.noise = new NoiseEstimate(grid);
    this.statistics = new WindowStatistics(grid);
    this.background = new Background(grid);
    this.memory = new CandidateMemory(grid);
    this.blobs = new CandidateBlobs(grid);
    this.movers = new Movers(grid);
    this.unrest = new Unrest(grid);
    this.cut = new SceneCut(grid);
    this.scale = new SceneScale(grid);
    this.atRest = new boolean[grid.cells];
    this.before = new byte[rasterWidth * rasterHeight];
    this.showsBackground = new boolean[grid.cells];
  }

  /** Applies other zones at once; the scene model stays, episodes of missing zones end. */
  public void zones(List<ZoneRule> zones) {
    this.zones = List.copyOf(zones);
  }

  /** Takes the next picture and tells what it changed; mostly nothing. */
  public List<SceneEvent> analyze(LumaPicture picture) {
    byte[] luma = picture.luma();
    long last = clock.nowMillis();
    long now = clock.advance(picture.presentationNanos(), picture.wallMillis());
    if (!started) {
      started = true;
      background.start(luma);
      System.arraycopy(luma, 0, before, 0, before.length);
      return List.of();
    }
    noise.measure(luma, before);
    float variance = noise.variance();
    statistics.measure(luma);
    background.compare(luma, statistics, variance);
    for (int cell = 0; cell < grid.cells; cell++) {
      showsBackground[cell] = background.distance[cell] < CellCorrelation.SAME;
    }
    light = Light.fit(background.mean, statistics.mean, showsBackground);
    if (cut.happened(background.distance, luma, before, statistics, variance)) {
      return restart(luma, now);
    }
    long onset = now - Math.min(5_000, now - last) / 2;
    for (int cell = 0; cell < grid.cells; cell++) {
      memory.observe(cell, luma, statistics, background, light, variance, onset, now);
    }
    List<SceneEvent> events = new ArrayList<>();
    follow(blobs.find(memory, now));
    for (StationaryObject object : objects) {
      if (object.episodes.isEmpty() && object.blobNow) {
        measure(object, luma, variance);
      }
    }
    java.util.Arrays.fill(atRest, false);
    for (StationaryObject object : objects) {
      if (!object.episodes.isEmpty()
          || (object.rockSolid() && !ThingKind.personShaped(object.box, scale))) {
        for (int cell : object.cells) {
          atRest[cell] = true;
        }
      }
    }
    List<Mover> moving = movers.find(memory, atRest, luma, background, light, variance);
    for (Mover mover : moving) {
      if (unrest.passing(mover.cells())) {
        scale.learn(mover);
      }
    }
    unrest.learn(memory, atRest, moving, (now - last) / 1000.0);
    for (StationaryObject object : objects) {
      if (object.episodes.isEmpty()) {
        object.owner.follow(object.box, object.onsetMillis, others(object, moving), now);
      }
    }
    footprints.expire(now);
    for (StationaryObject object : objects) {
      if (object.episodes.isEmpty() && object.restless() && object.box.area() > 0) {
        footprints.mark(object.box, now);
      }
    }
    judge(luma, now, events);
    learn(luma, (now - last) / 1000.0);
    System.arraycopy(luma, 0, before, 0, before.length);
    return events;
  }

  private List<SceneEvent> restart(byte[] luma, long now) {
    List<SceneEvent> events = new ArrayList<>();
    for (StationaryObject object : objects) {
      for (StationaryObject.Episode episode : object.episodes) {
        events.add(new SceneEvent.Cleared(episode.id(), Instant.ofEpochMilli(now)));
      }
    }
    objects.clear();
    for (int cell = 0; cell < grid.cells; cell++) {
      memory.forget(cell);
    }
    background.start(luma);
    System.arraycopy(luma, 0, before, 0, before.length);
    return events;
  }

  private List<Mover> others(StationaryObject object, List<Mover> moving) {
    if (object.owner.gone()) {
      return List.of();
    }
    boolean[] mine = new boolean[grid.cells];
    for (int cell : object.cells) {
      mine[cell] = true;
    }
    List<Mover> others = new ArrayList<>();
    for (Mover mover : moving) {
      int own = 0;
      for (int cell : mover.cells()) {
        own += mine[cell] ? 1 : 0;
      }
      if (own < 0.5 * mover.cells().length) {
        others.add(mover);
      }
    }
    return others;
  }

  private void follow(List<Blob> found) {
    for (StationaryObject object : objects) {
      object.blobNow = false;
    }
    boolean[] taken = new boolean[grid.cells];
    for (Blob blob : found) {
      for (int cell : blob.cells()) {
        taken[cell] = true;
      }
      StationaryObject same = null;
      int most = 0;
      for (StationaryObject object : objects) {
        int overlap = 0;
        for (int cell : object.cells) {
          overlap += taken[cell] ? 1 : 0;
        }
        boolean sameTime =
            Math.abs(object.onsetMillis - blob.onsetMillis())
                <= CandidateBlobs.MAX_ONSET_DIFFERENCE_MILLIS;
        boolean large =
            object.episodes.isEmpty()
                ? overlap >= 0.45 * Math.max(blob.cells().length, object.cells.length)
                : overlap >= 0.45 * Math.min(blob.cells().length, object.cells.length);
        if (sameTime && large && overlap > most) {
          most = overlap;
          same = object;
        }
      }
      for (int cell : blob.cells()) {
        taken[cell] = false;
      }
      if (same == null) {
        same = new StationaryObject(blob, grid);
        objects.add(same);
      } else if (same.episodes.isEmpty()) {
        same.cells = blob.cells();
        same.slots = blob.slots();
      }
      same.blobNow = true;
    }
  }

  private void judge(byte[] luma, long now, List<SceneEvent> events) {
    for (Iterator<StationaryObject> all = objects.iterator(); all.hasNext(); ) {
      StationaryObject object = all.next();
      if (!object.episodes.isEmpty()) {
        if (cleared(object, now) || replaced(object, now)) {
          for (StationaryObject.Episode episode : object.episodes) {
            events.add(
                new SceneEvent.Cleared(episode.id(), Instant.ofEpochMilli(object.goneSince)));
          }
          for (int slot : object.slots) {
            memory.hold(slot, false);
          }
          all.remove();
        }
        continue;
      }
      if (!object.blobNow) {
        all.remove();
        continue;
      }
      consider(object, luma, now, events);
      if (object.ghost) {
        all.remove();
      }
    }
  }

  private boolean replaced(StationaryObject object, long now) {
    for (StationaryObject other : objects) {
      if (other.episodes.isEmpty()
          && other.atRest()
          && other.onsetMillis > object.onsetMillis + 10_000
          && now - other.onsetMillis > 20_000
          && other.box.intersectionOverUnion(object.box) > 0.4) {
        object.goneSince = other.onsetMillis;
        return true;
      }
    }
    return false;
  }

  private boolean cleared(StationaryObject object, long now) {
    int there = 0;
    int gone = 0;
    for (int i = 0; i < object.cells.length; i++) {
      int cell = object.cells[i];
      int seen = memory.seen(cell);
      if (seen == object.slots[i]) {
        there++;
      } else if (memory.shows[cell] == CandidateMemory.Shows.BACKGROUND) {
        gone++;
      }
    }
    if (gone < 0.6 * (gone + there) || gone + there < 0.3 * object.cells.length) {
      if (there > gone) {
        object.goneSince = CandidateMemory.NEVER;
      }
      return false;
    }
    if (object.goneSince == CandidateMemory.NEVER) {
      object.goneSince = now;
    }
    return now - object.goneSince >= 1_500;
  }

  private void measure(StationaryObject object, byte[] luma, float variance) {
    object.pictures++;
    object.seen = 0;
    for (int cell : object.cells) {
      object.seen += memory.seen(cell) >= 0 ? 1 : 0;
    }
    object.mask = null;
    boolean clean = object.seen >= 0.8 * object.cells.length;
    if (object.seen >= 0.6 * object.cells.length) {
      object.mask = PixelMask.of(object.cells, luma, background, light, variance, grid);
      object.box = object.mask.box();
      float vote = GhostTest.vote(object.mask, luma, background);
      object.vote = object.pairs == 0 ? vote : object.vote + 0.4f * (vote - object.vote);
      if (clean) {
        object.changed = Stillness.changed(object.mask, luma, before, variance);
        object.pairs++;
        object.stillPairs += object.changed < Stillness.SAME_THING ? 1 : 0;
      }
    }
  }

  private void consider(StationaryObject object, byte[] luma, long now, List<SceneEvent> events) {
    int seen = object.seen;
    float changed = object.changed;
    PixelMask mask = object.mask;
    if (mask == null) {
      object.note = "hidden " + seen + "/" + object.cells.length;
      return;
    }
    if (mask.area() < 12) {
      object.note = "tiny";
      return;
    }
    for (StationaryObject other : objects) {
      if (!other.episodes.isEmpty()
          && other.box.contains(object.box.centreX(), object.box.centreY())
          && object.box.area() < 0.5 * other.box.area()) {
        object.note = "part";
        return;
      }
    }
    long age = now - object.onsetMillis;
    boolean due = false;
    for (ZoneRule zone : zones) {
      due |= age >= zone.dwell().toMillis();
    }
    if (!due) {
      return;
    }
    float vote = object.vote;
    boolean light = LightTest.onlyLight(mask, luma, background, noise.variance());
    String about =
        String.format(
            "%s vote %.2f still %d/%d %.2f",
            seen, vote, object.stillPairs, object.pictures, changed);
    if (vote < -0.1 || light) {
      object.note = "ghost " + about;
      for (int cell : object.cells) {
        background.adopt(cell, luma);
        memory.forget(cell);
      }
      object.ghost = true;
      return;
    }
    int extra = Surroundings.strangers(object.cells, memory, atRest, grid);
    double foot = object.box.y() + object.box.height();
    about +=
        String.format(
            " extra %d/%d like %.2f person %.2f/%.2f veh %.2f",
            extra,
            object.cells.length,
            ThingKind.vehicleLikeness(object.box, scale),
            object.box.height(),
            scale.personHeight(foot),
            scale.vehicleSize(foot));
    if (vote < 0.1) {
      object.note = "undecided " + about;
      return;
    }
    if (extra > Math.max(2, 0.35 * object.cells.length)) {
      object.note = "not alone " + about;
      return;
    }
    if (!object.atRest()) {
      object.note = "restless " + about;
      return;
    }
    if (footprints.covers(object.box)) {
      object.note = "footprint " + about;
      return;
    }
    about += object.owner.seen() ? " owner seen" : " no owner";
    if (ThingKind.personShaped(object.box, scale) && !(object.rockSolid() && object.owner.seen())) {
      object.note = "person " + about;
      return;
    }
    object.note = "arrived " + about;
    Point at = object.box.bottomCentre();
    boolean parking = false;
    boolean dumping = false;
    for (ZoneRule zone : zones) {
      if (zone.polygon().contains(at.x(), at.y())) {
        parking |= zone.kind() == ZoneKind.NO_PARKING;
        dumping |= zone.kind() == ZoneKind.NO_DUMPING;
      }
    }
    for (ZoneRule zone : zones) {
      if (age >= zone.dwell().toMillis() && zone.polygon().contains(at.x(), at.y())) {
        if (!ThingKind.concerns(zone.kind(), object.box, scale, parking && dumping)) {
          object.note = "wrong kind " + about;
        } else if (zone.kind() == ZoneKind.NO_DUMPING && !object.owner.gone()) {
          object.note = "owner " + about;
        } else {
          raise(object, zone, now, events);
        }
      }
    }
  }

  private void raise(StationaryObject object, ZoneRule zone, long now, List<SceneEvent> events) {
    String id = UUID.randomUUID().toString();
    object.episodes.add(new StationaryObject.Episode(id, zone.zoneId()));
    for (int slot : object.slots) {
      memory.hold(slot, true);
    }
    events.add(
        new SceneEvent.Raised(
            id,
            zone.zoneId(),
            zone.kind(),
            Instant.ofEpochMilli(object.onsetMillis),
            Instant.ofEpochMilli(now),
            object.box));
  }

  private void learn(byte[] luma, double seconds) {
    int rate = Background.rate(seconds);
    for (int cell = 0; cell < grid.cells; cell++) {
      boolean quiet = memory.shows[cell] == CandidateMemory.Shows.BACKGROUND;
      if (quiet && besideStranger(cell)) {
        quiet =
            Math.abs(light.residual(background.mean[cell], statistics.mean[cell]))
                <= 2 * light.spread() + 2;
      }
      if (quiet) {
        background.blend(cell, luma, rate);
      } else {
        background.follow(cell, light, rate);
      }
    }
  }

  private boolean besideStranger(int cell) {
    int x = cell % grid.columns;
    int y = cell / grid.columns;
    for (int ny = Math.max(0, y - 1); ny <= Math.min(grid.rows - 1, y + 1); ny++) {
      for (int nx = Math.max(0, x - 1); nx <= Math.min(grid.columns - 1, x + 1); nx++) {
        if (memory.shows[ny * grid.columns + nx] != CandidateMemory.Shows.BACKGROUND) {
          return true;
        }
      }
    }
    return false;
  }

  /** The whole state, versioned and checksummed, for {@link #restore}. */
  public byte[] save() {
    return new byte[0];
  }

  /**
   * The analyzer as it was saved.
   *
   * @throws IllegalArgumentException when the state is damaged or of another version
   */
  public static SceneAnalyzer restore(byte[] state, List<ZoneRule> zones) {
    if (state.length > 0) {
      throw new IllegalArgumentException("no state");
    }
    return new SceneAnalyzer(RasterReducer.RASTER_WIDTH, 180, zones);
  }
}
