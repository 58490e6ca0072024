package org.gengfu.analytics.scene;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.media.Sight;
import org.gengfu.core.village.ZoneKind;

/**
 * Judges what stays in one camera's picture: told of single sharp pictures about 2 s apart, it
 * tells which things came into a zone and stay, and when they are gone. No I/O; one thread at a
 * time. Behaviour depends on times, never on counts of pictures. See docs/design/detection.md.
 */
public final class SceneAnalyzer {
  /** Share of the picture above which what changed is weather: things may stand in its midst. */
  private static final double VAST = 0.1;

  private final CellGrid grid;
  private final SceneClock clock = new SceneClock();
  private final SceneModel model;
  private final Objects objects;
  private final Company company;
  private final Judge judge;
  private final Episodes episodes;
  private final VehicleQueue queue;
  private final SceneSight sight;
  private List<ZoneRule> rules;
  private Zones zones;
  private long judgedMillis;

  /**
   * An analyzer that knows nothing of its scene yet.
   *
   * @param rasterWidth pixels of every picture
   * @param rasterHeight pixels of every picture
   * @param zones where what may not stay
   */
  public SceneAnalyzer(int rasterWidth, int rasterHeight, List<ZoneRule> zones) {
    this.grid = new CellGrid(rasterWidth, rasterHeight);
    this.model = new SceneModel(grid);
    this.objects = new Objects(grid);
    this.company = new Company(grid);
    this.judge = new Judge(model, company);
    this.episodes = new Episodes(model);
    this.queue = new VehicleQueue(company.scale);
    this.sight = new SceneSight(grid);
    this.rules = List.copyOf(zones);
    this.zones = new Zones(zones);
    this.sight.zones(rules, model.masked());
  }

  /**
   * Applies other zones at once. The scene model stays; an episode whose zone is gone, or no longer
   * holds its thing, is cleared with the next picture.
   */
  public void zones(List<ZoneRule> changed) {
    rules = List.copyOf(changed);
    zones = new Zones(rules);
    sight.zones(rules, model.masked());
    episodes.applyZones(objects.all(), zones, clock.nowMillis());
  }

  /**
   * Never judges what lies in these from now on, in no zone: neighbours' windows, a clock drawn
   * into the picture, a tree. An episode there is cleared. Masks are not part of {@link #save}.
   *
   * @param polygons normalised corners; replace the ones before
   */
  public void masks(List<Polygon> polygons) {
    model.masks(polygons);
    sight.zones(rules, model.masked());
  }

  /**
   * Whether it can be judged what happens, as of the last picture; the same object until it
   * changes.
   */
  public Sight sight() {
    return sight.told();
  }

  /**
   * Takes the next picture.
   *
   * @param picture of the raster's size; its array may be used again after the call
   * @return what it changed, mostly nothing
   * @throws IllegalArgumentException when the picture is of another size
   */
  public List<SceneEvent> analyze(LumaPicture picture) {
    return analyze(picture, SecondOpinion.NONE);
  }

  /**
   * Takes the next picture, and asks somebody else about candidates.
   *
   * @param picture of the raster's size; its array may be used again after the call
   * @param eyes who is asked, about this very picture and during the call only
   * @return what it changed, mostly nothing
   * @throws IllegalArgumentException when the picture is of another size
   */
  public List<SceneEvent> analyze(LumaPicture picture, SecondOpinion eyes) {
    if (picture.width() != grid.width || picture.height() != grid.height) {
      throw new IllegalArgumentException(
          "a picture of "
              + picture.width()
              + "×"
              + picture.height()
              + " for a raster of "
              + grid.width
              + "×"
              + grid.height);
    }
    long last = clock.nowMillis();
    long now = clock.advance(picture.presentationNanos(), picture.wallMillis());
    double seconds = (now - judgedMillis) / 1000.0;
    judgedMillis = now;
    SceneModel.Outcome outcome = model.observe(picture.luma(), now, last);
    sight.look(outcome, model, now, (now - last) / 1000.0, seconds);
    switch (outcome) {
      case OBSERVED -> judge(now, seconds, eyes);
      case CUT -> episodes.endAll(objects.all(), now);
      case STARTED -> {}
      case BLANK -> {
        return episodes.tell();
      }
    }
    model.remember();
    return episodes.tell();
  }

  /**
   * Whether nothing but the empty place was seen, so that a picture which shows the same needs no
   * judging: {@link #same} will do.
   */
  public boolean idle() {
    return !follows() && model.nothingShows();
  }

  /** Whether there is a thing at rest that does not belong to the place. */
  public boolean follows() {
    return !objects.all().isEmpty();
  }

  /**
   * Takes note of a picture that shows what the last one did.
   *
   * @param streamNanos its stream time
   * @param wallMillis its wall-clock time, since the epoch
   */
  public void same(long streamNanos, long wallMillis) {
    sight.same(clock.advance(streamNanos, wallMillis));
  }

  private void judge(long now, double seconds, SecondOpinion eyes) {
    objects.follow(model, now);
    company.observe(model, objects.all(), now, seconds);
    if (zones.queues()) {
      queue.observe(objects.all(), now);
    }
    episodes.clear(objects.all(), now);
    for (Iterator<StationaryObject> each = objects.all().iterator(); each.hasNext(); ) {
      StationaryObject object = each.next();
      if (!object.raised() && judge(object, now, eyes)) {
        each.remove();
      }
    }
    model.learn(seconds);
  }

  private Box box(StationaryObject object, ZoneRule rule) {
    return rule.kind() == ZoneKind.NO_PARKING
        ? object.box()
        : Pile.around(object, rule.zoneId(), objects.all(), company.scale);
  }

  /** How large persons and vehicles are here, as it is known now. */
  public SceneSizes sizes() {
    return new SceneSizes(company.scale);
  }

  /** Judges one object; returns whether it is none, and part of the background from now on. */
  private boolean judge(StationaryObject object, long now, SecondOpinion eyes) {
    boolean due = zones.anyDue(now - object.onsetMillis);
    boolean soon = eyes.available() && zones.soon(object, now, Opinion.AHEAD_MILLIS);
    if (!due && !soon) {
      return false;
    }
    Verdict verdict = judge.judge(object, objects.all());
    Opinion.Answer answer = Opinion.Answer.NONE;
    if (soon && verdict.worthALook()) {
      object.opinion.look(object.box(), eyes, model, now);
    }
    if (soon && due && (verdict == Verdict.THING || verdict == Verdict.PERSON)) {
      answer = object.opinion.answer(eyes, now);
      verdict = Judge.heard(verdict, object, answer);
    }
    if (!due) {
      return false;
    }
    object.verdict = verdict;
    switch (verdict) {
      case LIGHT, GHOST -> {
        boolean light = verdict == Verdict.LIGHT || object.cells().length > VAST * grid.cells;
        model.adopt(light ? model.lit(object.cells()) : object.cells());
        return true;
      }
      case THING -> {
        for (ZoneRule rule : zones.broken(object, company.scale, answer, queue, now)) {
          episodes.raise(object, rule, box(object, rule), now);
        }
      }
      default -> {}
    }
    return false;
  }

  /**
   * Where in the last picture something moves, or stands without being at rest: people, wherever
   * there are some, and more.
   */
  public List<Box> moving() {
    return company.moving();
  }

  /** What is held of the last picture. */
  public SceneView view() {
    long now = clock.nowMillis();
    return new SceneView(
        grid.width,
        grid.height,
        model.empty().luma(),
        grid.columns,
        model.memory.view(),
        objects.all().stream().map(object -> object.view(zones.share(object, now), now)).toList(),
        company.moving());
  }

  /** For tests and trials. */
  List<StationaryObject> stationary() {
    return objects.all();
  }

  SceneScale scale() {
    return company.scale;
  }

  /**
   * The whole state, versioned and checksummed, for {@link #restore}: open episodes and running
   * dwells go on after a restart. Times in it are on the wall clock.
   */
  public byte[] save() {
    return StateCodec.encode(this::write);
  }

  private void write(DataOutput out) throws IOException {
    out.writeInt(grid.width);
    out.writeInt(grid.height);
    out.writeLong(clock.nowMillis());
    out.writeLong(clock.wallMillis());
    model.write(out);
    objects.write(out);
    company.write(out);
  }

  /**
   * The analyzer as it was saved, with these zones applied to it.
   *
   * @throws IllegalArgumentException when the state is damaged or of another version
   */
  public static SceneAnalyzer restore(byte[] state, List<ZoneRule> zones) {
    SceneAnalyzer analyzer = StateCodec.decode(state, in -> read(in, zones));
    analyzer.zones(zones);
    return analyzer;
  }

  private static SceneAnalyzer read(DataInput in, List<ZoneRule> zones) throws IOException {
    SceneAnalyzer analyzer = new SceneAnalyzer(in.readInt(), in.readInt(), zones);
    analyzer.judgedMillis = in.readLong();
    analyzer.clock.resume(analyzer.judgedMillis, in.readLong());
    analyzer.model.read(in);
    analyzer.objects.read(in);
    analyzer.company.read(in);
    return analyzer;
  }
}
