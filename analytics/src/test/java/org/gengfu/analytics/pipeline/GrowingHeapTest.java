package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.OnStreet;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.StreetFilm;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;
import org.gengfu.simulator.scene.I420;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bag after bag is brought to one heap: each is told with the box of the whole heap and with what
 * stands there already, by which the case store knows that it is one case.
 */
class GrowingHeapTest {
  private static final String CAMERA = "gate";

  @TempDir Path directory;

  @Test
  void eachBagIsToldWithTheBoxOfTheHeapAndWhatStandsThere() {
    FakeSink sink = new FakeSink();
    try (Hub hub = new Hub(directory, sink, new ManualClock(Hub.START))) {
      hub.registry.set(
          Hub.camera(CAMERA),
          new Zone(
              "corner",
              CAMERA,
              "corner",
              ZoneKind.NO_DUMPING,
              Polygon.ofPairs(
                  List.of(
                      List.of(0.0, 0.4), List.of(1.0, 0.4), List.of(1.0, 1.0), List.of(0.0, 1.0))),
              10,
              org.gengfu.core.cases.Severity.MEDIUM,
              true));
      hub.pipeline.start();
      hub.play(CAMERA, new RenderedVideo(new Heap(), 2), 0, Heap.SECONDS);
    }
    List<Raised> told =
        sink.kept().stream().map(Raised.class::cast).toList(); // Nothing is ever cleared.
    assertThat(told).hasSize(Heap.BAGS);
    Set<String> before = new HashSet<>();
    Box heap = null;
    for (int bag = 0; bag < Heap.BAGS; bag++) {
      Raised raised = told.get(bag);
      assertThat(raised.standing()).as("what stood when bag %s came", bag).isEqualTo(before);
      Box box = Objects.requireNonNull(raised.box());
      Box drawn = Heap.bag(0).union(Heap.bag(bag));
      assertThat(box.intersectionOverUnion(drawn)).as("%s of %s", box, drawn).isGreaterThan(0.6);
      if (heap != null) {
        assertThat(heap.coverage(box)).as("by which it joins").isGreaterThan(0.9);
        assertThat(box.area()).as("it has grown").isGreaterThan(1.1 * heap.area());
      }
      heap = heap == null ? box : heap.union(box);
      before.add(raised.episodeId());
    }
  }

  /** The empty street, to which somebody brings a bag every half minute. */
  private record Heap() implements OnStreet {
    static final int BAGS = 5;
    static final int FIRST = 30;
    static final int EVERY = 30;
    static final int SECONDS = FIRST + BAGS * EVERY + 4;
    private static final int FOOT = 320;
    private static final int LEFT = 250;
    private static final int STEP = 38;
    private static final int WIDTH = 34;
    private static final int HEIGHT = 32;
    private static final StreetFilm STREET = new StreetFilm(1, SECONDS, 4_000, 4_001);

    /** Where a bag lies. */
    static Box bag(int number) {
      return new Box(
          (LEFT + STEP * number) / (double) StreetFilm.WIDTH,
          (FOOT - HEIGHT) / (double) StreetFilm.HEIGHT,
          WIDTH / (double) StreetFilm.WIDTH,
          HEIGHT / (double) StreetFilm.HEIGHT);
    }

    @Override
    public StreetFilm street() {
      return STREET;
    }

    @Override
    public void draw(int frame, I420 into) {
      STREET.draw(frame, into);
      for (int bag = 0; bag < BAGS; bag++) {
        int since = frame - FIRST - bag * EVERY;
        int place = LEFT + STEP * bag;
        if (since >= 0) {
          block(into, 500 + bag, place, FOOT - HEIGHT, WIDTH, HEIGHT, 30);
        }
        if (Math.abs(since) <= 8) {
          // Comes from below, puts it down, and goes there again.
          int away = 26 * Math.abs(since);
          block(into, 900 + frame, place - 50 - away, FOOT - 96, 36, 96, 60);
        }
      }
    }

    /** Rough, so that it has edges and differs from what is beside it. */
    private static void block(
        I420 into, int seed, int left, int top, int width, int height, int dark) {
      Random shades = new Random(seed);
      int[] shade = shades.ints(400, dark, dark + 60).toArray();
      for (int y = Math.max(0, top); y < top + height; y++) {
        for (int x = Math.max(0, left); x < left + width; x++) {
          into.y()[y * StreetFilm.WIDTH + x] =
              (byte) shade[((y - top) / 6 * 20 + (x - left) / 6) % shade.length];
        }
      }
    }
  }
}
