package org.gengfu.analytics.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.gengfu.analytics.activity.ChangeDetector;
import org.gengfu.analytics.activity.ChangeDetector.Change;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.analytics.detect.ObjectDetector;
import org.gengfu.analytics.detect.PictureOpinion;
import org.gengfu.analytics.motion.MotionStage;
import org.gengfu.analytics.motion.Presence;
import org.gengfu.analytics.scene.LumaPicture;
import org.gengfu.analytics.scene.RasterReducer;
import org.gengfu.analytics.scene.SceneAnalyzer;
import org.gengfu.analytics.scene.SceneEvent;
import org.gengfu.analytics.scene.SceneView;
import org.gengfu.analytics.scene.SecondOpinion;
import org.gengfu.analytics.scene.ZoneRule;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.media.Sight;
import org.jspecify.annotations.Nullable;

/**
 * Decoded pictures of one camera in, what happened out: luma, raster, what stays, what moves. Live
 * cameras and files go through here alike. Pictures may come at any cadence: all of them serve the
 * rules for what moves, and about one in two seconds those for what stays. One thread at a time.
 */
public final class SceneWatch {
  /** An empty place whose picture does not change is judged about every eight seconds. */
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(7_500);

  private final Predicate<String> asked;
  private final @Nullable ObjectDetector detector;
  private List<ZoneRule> zones;
  private List<Polygon> masks = List.of();
  private List<ZoneRule> watched = List.of();
  private @Nullable SavedScene restorable;
  private @Nullable SceneAnalyzer analyzer;
  private @Nullable MotionStage motion;
  private @Nullable RasterReducer reducer;
  private final KeyframePace pace = new KeyframePace();
  private final ChangeDetector changes = new ChangeDetector();
  private Change change = Change.NONE;
  private long changeNanos = Long.MIN_VALUE;
  private long judgedNanos;
  private long judged;
  private @Nullable PictureOpinion eyes;
  private int sourceWidth;
  private int sourceHeight;

  /**
   * A scene as it was saved.
   *
   * @param rasterWidth pixels
   * @param rasterHeight pixels
   * @param state what the scene model saved
   * @param motion what the motion stage saved; empty where no rule needed it
   */
  public record SavedScene(int rasterWidth, int rasterHeight, byte[] state, byte[] motion) {}

  /**
   * @param zones the rules
   * @param saved taken up with the first picture, if that has the same shape; null to begin anew
   * @param asked whether presence in a zone is asked for, whatever its own rule needs
   * @param detector is asked about candidates; null for none, the rules alone decide then
   */
  public SceneWatch(
      List<ZoneRule> zones,
      @Nullable SavedScene saved,
      Predicate<String> asked,
      @Nullable ObjectDetector detector) {
    this.asked = asked;
    this.detector = detector;
    this.zones = zones;
    this.restorable = saved;
  }

  /** Applies other rules from the next picture on. */
  public void zones(List<ZoneRule> changed) {
    zones = changed;
    if (analyzer != null) {
      analyzer.zones(changed);
    }
  }

  /** What these cover is never judged, from the next picture on; the pictures are black there. */
  public void masks(List<Polygon> changed) {
    masks = changed;
    if (analyzer != null) {
      analyzer.masks(changed);
    }
  }

  /**
   * Who is to be pixelated in the picture that was looked at last.
   *
   * @param sharpPeople whether an admin wants people sharp
   */
  public Anonymity anonymity(boolean sharpPeople) {
    if (sharpPeople) {
      return Anonymity.NONE;
    }
    List<Box> vehicles = present().stream().filter(Presence::vehicle).map(Presence::box).toList();
    return new Anonymity(people(), vehicles, false);
  }

  /**
   * Where people may be in the picture that is looked at: those whom the detector sees, and
   * whatever moves, or stands without being at rest, that it does not know as a vehicle. To be
   * asked while the picture that was looked at last is valid.
   */
  public List<Box> people() {
    List<Box> moving = analyzer == null ? List.of() : analyzer.moving();
    return eyes == null ? moving : eyes.people(moving);
  }

  /** The zones that ask who is there. */
  private List<ZoneRule> moving() {
    return zones.stream()
        .filter(rule -> rule.kind().needsMotion() || asked.test(rule.zoneId()))
        .toList();
  }

  /** Who is in which of the zones that ask for it, in the picture looked at last. */
  public List<Presence> present() {
    return motion == null ? List.of() : motion.present();
  }

  /**
   * Looks at the next picture.
   *
   * @param picture a decoded picture
   * @param streamNanos its stream time
   * @param wallMillis its wall-clock time, since the epoch
   * @return what it changed; mostly nothing
   * @throws IllegalArgumentException when the picture is too small, or the saved state is damaged:
   *     the next picture then begins anew
   */
  public List<SceneEvent> look(Picture picture, long streamNanos, long wallMillis) {
    List<SceneEvent> events = new ArrayList<>();
    if (pace.accept(streamNanos)) {
      events.addAll(stay(picture, streamNanos, wallMillis));
    }
    events.addAll(move(picture, streamNanos, wallMillis));
    return events;
  }

  /** Like {@link #look}, for what stays alone: keyframes, about two seconds apart. */
  public List<SceneEvent> stay(Picture picture, long streamNanos, long wallMillis) {
    SceneAnalyzer present = analyzer;
    if (nothingNew(picture, streamNanos) && present != null && present.idle()) {
      present.same(streamNanos, wallMillis);
      return List.of();
    }
    judgedNanos = streamNanos;
    judged++;
    LumaPicture luma = luma(picture, streamNanos, wallMillis);
    see(picture);
    return analyzer(fitting()).analyze(luma, eyes == null ? SecondOpinion.NONE : eyes);
  }

  /** Pictures that were judged for what stays; those that showed nothing new are left out. */
  long judged() {
    return judged;
  }

  /** Whether the picture looks like the one before, and one that does was judged lately. */
  private boolean nothingNew(Picture picture, long streamNanos) {
    long since = streamNanos - judgedNanos;
    return !change(picture, streamNanos).any() && since > 0 && since < IDLE_NANOS;
  }

  /**
   * What of a picture that is to be judged for what stays differs from the one before.
   *
   * @return the same for every question about one picture
   */
  public Change change(Picture picture, long streamNanos) {
    if (streamNanos != changeNanos) {
      changes.zones(moving().stream().map(ZoneRule::polygon).toList());
      change =
          changes.look(picture.luma(), picture.lumaStride(), picture.width(), picture.height());
      changeNanos = streamNanos;
    }
    return change;
  }

  /** Like {@link #look}, for what moves alone: at any cadence. */
  public List<SceneEvent> move(Picture picture, long streamNanos, long wallMillis) {
    LumaPicture luma = luma(picture, streamNanos, wallMillis);
    see(picture);
    RasterReducer shape = fitting();
    SceneAnalyzer sizes = analyzer(shape);
    watch(moving(), shape);
    return motion == null ? List.of() : motion.look(luma, sizes.sizes());
  }

  /** The detector's eyes on a picture; what they see is asked once where both ask for it. */
  private void see(Picture picture) {
    if (detector != null && (eyes == null || !eyes.of(picture))) {
      eyes = new PictureOpinion(detector, picture);
    }
  }

  /** Whether anybody asks what moves. */
  boolean asksWhatMoves() {
    return motion != null || !moving().isEmpty();
  }

  /** The raster of a picture; made once where both ask for it one after the other. */
  private LumaPicture luma(Picture picture, long streamNanos, long wallMillis) {
    RasterReducer shape = reducerFor(picture.width(), picture.height());
    Raster raster = Raster.ofThread(shape.width() * shape.height());
    if (raster.isNew(this, streamNanos)) {
      shape.reduce(picture.luma(), picture.lumaStride(), raster.pixels);
    }
    return new LumaPicture(shape.width(), shape.height(), raster.pixels, streamNanos, wallMillis);
  }

  private RasterReducer fitting() {
    return Objects.requireNonNull(reducer, "a picture comes first");
  }

  private SceneAnalyzer analyzer(RasterReducer shape) {
    SceneAnalyzer current = analyzer != null ? analyzer : begin(shape);
    analyzer = current;
    return current;
  }

  /** Others may ask for presence from one picture to the next. */
  private void watch(List<ZoneRule> moving, RasterReducer shape) {
    if (motion == null && !moving.isEmpty()) {
      motion = new MotionStage(shape.width(), shape.height(), moving);
    } else if (motion != null && !moving.equals(watched)) {
      motion.zones(moving);
    }
    watched = moving;
  }

  /** Whether it can be judged what happens; null before the first picture. */
  public @Nullable Sight sight() {
    return analyzer == null ? null : analyzer.sight();
  }

  /** What is held of the last picture; null before the first. */
  public @Nullable SceneView view() {
    return analyzer == null ? null : analyzer.view();
  }

  /** Whether there is something, or somebody in a zone, whose time is being counted. */
  boolean follows() {
    return (analyzer != null && analyzer.follows()) || !present().isEmpty();
  }

  /** The scene to go on with after a restart; null before the first picture. */
  public @Nullable SavedScene save() {
    if (analyzer == null || reducer == null) {
      return restorable;
    }
    return new SavedScene(
        reducer.width(),
        reducer.height(),
        analyzer.save(),
        motion == null ? new byte[0] : motion.save());
  }

  private RasterReducer reducerFor(int width, int height) {
    RasterReducer present = reducer;
    if (present != null && width == sourceWidth && height == sourceHeight) {
      return present;
    }
    RasterReducer fitting = new RasterReducer(width, height);
    if (present != null
        && (present.width() != fitting.width() || present.height() != fitting.height())) {
      // Another shape is another view: nothing known about the old one holds.
      analyzer = null;
      motion = null;
    }
    sourceWidth = width;
    sourceHeight = height;
    reducer = fitting;
    Raster.ofThread(fitting.width() * fitting.height()).forget();
    return fitting;
  }

  private SceneAnalyzer masked(SceneAnalyzer fresh) {
    fresh.masks(masks);
    return fresh;
  }

  private SceneAnalyzer begin(RasterReducer shape) {
    SavedScene saved = restorable;
    restorable = null;
    if (saved != null
        && saved.rasterWidth() == shape.width()
        && saved.rasterHeight() == shape.height()) {
      SceneAnalyzer restored = masked(SceneAnalyzer.restore(saved.state(), zones));
      if (saved.motion().length > 0) {
        motion = MotionStage.restore(saved.motion(), moving());
      }
      return restored;
    }
    return masked(new SceneAnalyzer(shape.width(), shape.height(), zones));
  }
}
