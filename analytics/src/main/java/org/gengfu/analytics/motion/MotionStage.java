package org.gengfu.analytics.motion;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gengfu.analytics.scene.Foreground;
import org.gengfu.analytics.scene.Foreground.Shape;
import org.gengfu.analytics.scene.LumaPicture;
import org.gengfu.analytics.scene.SceneClock;
import org.gengfu.analytics.scene.SceneEvent;
import org.gengfu.analytics.scene.SceneSizes;
import org.gengfu.analytics.scene.StateCodec;
import org.gengfu.analytics.scene.ZoneRule;
import org.gengfu.core.geometry.Polygon;

/**
 * Judges who is in a zone and for how long: told of pictures at any cadence, from one in some
 * seconds to several a second. All times are the stream's own. One thread at a time. See
 * docs/design/motion.md.
 */
public final class MotionStage {
  private final int width;
  private final int height;
  private final SceneClock clock = new SceneClock();
  private final Foreground foreground;
  private final Tracks tracks;
  private final MotionEpisodes episodes = new MotionEpisodes();
  private final List<SceneEvent> untold = new ArrayList<>();
  private List<ZoneRule> zones;

  /**
   * A stage that knows nothing of its place yet.
   *
   * @param width pixels of every picture
   * @param height pixels of every picture
   * @param zones where presence matters; only rules that need motion raise anything
   */
  public MotionStage(int width, int height, List<ZoneRule> zones) {
    this.width = width;
    this.height = height;
    this.foreground = new Foreground(width, height);
    this.tracks = new Tracks(width, height);
    this.zones = List.copyOf(zones);
  }

  /** Applies other zones; the episode of one that is gone is cleared with the next picture. */
  public void zones(List<ZoneRule> changed) {
    zones = List.copyOf(changed);
    untold.addAll(episodes.applyZones(rules(), clock.nowMillis()));
  }

  /**
   * Sees nobody in these from now on. Masks are not part of {@link #save}.
   *
   * @param polygons normalised corners; replace the ones before
   */
  public void masks(List<Polygon> polygons) {
    foreground.masks(polygons);
  }

  private List<ZoneRule> rules() {
    return zones.stream().filter(zone -> zone.kind().needsMotion()).toList();
  }

  /**
   * Takes the next picture.
   *
   * @param picture of the stage's size; its array may be used again after the call
   * @param sizes how large persons and vehicles are here
   * @return what it changed, mostly nothing
   * @throws IllegalArgumentException when the picture is of another size
   */
  public List<SceneEvent> look(LumaPicture picture, SceneSizes sizes) {
    if (picture.width() != width || picture.height() != height) {
      throw new IllegalArgumentException(
          "a picture of "
              + picture.width()
              + "×"
              + picture.height()
              + " for a stage of "
              + width
              + "×"
              + height);
    }
    long last = clock.nowMillis();
    long now = clock.advance(picture.presentationNanos(), picture.wallMillis());
    switch (foreground.observe(picture.luma(), now)) {
      case STARTED -> {}
      case CUT -> tracks.forget();
      case OBSERVED -> follow(sizes, (now - last) / 1000.0, now);
    }
    for (ZoneRule rule : rules()) {
      episodes.judge(rule, tracks.all(), now).ifPresent(untold::add);
    }
    List<SceneEvent> events = List.copyOf(untold);
    untold.clear();
    return events;
  }

  private void follow(SceneSizes sizes, double seconds, long now) {
    tracks.follow(foreground.shapes(), sizes, now);
    for (Track track : tracks.all()) {
      if (track.shape() != null) {
        double x = Math.max(0, Math.min(1, Track.footX(track.box())));
        double y = Math.max(0, Math.min(1, Track.footY(track.box())));
        for (ZoneRule zone : zones) {
          track.stay(zone.zoneId(), zone.polygon().contains(x, Math.min(y, 0.999)), now);
        }
      }
    }
    tracks.settle(foreground, now);
    List<Shape> people =
        tracks.all().stream()
            .filter(Track::confirmed)
            .map(Track::shape)
            .filter(Objects::nonNull)
            .toList();
    foreground.learn(people, seconds, now);
  }

  /** Who is in which zone in the present picture, of those that are certain. */
  public List<Presence> present() {
    long now = clock.nowMillis();
    List<Presence> present = new ArrayList<>();
    for (Track track : tracks.all()) {
      if (track.confirmed() && track.shape() != null && track.lively(now)) {
        track.stays.forEach(
            (zoneId, stay) -> {
              if (stay.lastMillis() == now) {
                present.add(
                    new Presence(
                        zoneId,
                        track.vehicle(),
                        Instant.ofEpochMilli(stay.sinceMillis()),
                        track.box()));
              }
            });
      }
    }
    return present;
  }

  /** For tests and trials. */
  List<Track> tracks() {
    return tracks.all();
  }

  /** The whole state, versioned and checksummed, for {@link #restore}. */
  public byte[] save() {
    return StateCodec.encode(this::write);
  }

  private void write(DataOutput out) throws IOException {
    out.writeInt(width);
    out.writeInt(height);
    out.writeLong(clock.nowMillis());
    out.writeLong(clock.wallMillis());
    foreground.write(out);
    tracks.write(out);
    episodes.write(out);
  }

  /**
   * The stage as it was saved, with these zones applied to it.
   *
   * @throws IllegalArgumentException when the state is damaged or of another version
   */
  public static MotionStage restore(byte[] state, List<ZoneRule> zones) {
    MotionStage stage = StateCodec.decode(state, in -> read(in, zones));
    stage.zones(zones);
    return stage;
  }

  private static MotionStage read(DataInput in, List<ZoneRule> zones) throws IOException {
    MotionStage stage = new MotionStage(in.readInt(), in.readInt(), zones);
    stage.clock.resume(in.readLong(), in.readLong());
    stage.foreground.read(in, stage.clock.nowMillis());
    stage.tracks.read(in);
    stage.episodes.read(in);
    return stage;
  }
}
