package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.gengfu.analytics.activity.ActivityReason;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.StreetFilm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where an active camera comes to rest: a picture a second, nothing happens; a sensor wakes it. */
class RestingCameraTest {
  private static final String CAMERA = "gate";
  private static final int NEVER = 1_000;

  @TempDir Path directory;
  private final FakePresence presence = new FakePresence();

  private Hub watching() {
    Hub hub = new Hub(directory, new FakeSink(), new ManualClock(Hub.START), presence);
    presence.asks = true;
    hub.registry.set(Hub.camera(CAMERA), Hub.noParking(CAMERA));
    hub.pipeline.start();
    return hub;
  }

  private static RenderedVideo street(int gopFrames) {
    return new RenderedVideo(new StreetFilm(1, 40, NEVER, NEVER), gopFrames);
  }

  private static void wake(Hub hub) {
    hub.pipeline.note(CAMERA, ActivityReason.SENSOR);
    hub.workers.runAll();
  }

  /** Seconds whose pictures were judged for what moves, from this one on. */
  private List<Integer> seconds(int from) {
    return presence.pictures.stream()
        .map(at -> Math.toIntExact(at.getEpochSecond() - Hub.START.getEpochSecond()))
        .filter(second -> second >= from)
        .toList();
  }

  @Test
  void itEndsAtTheKeyframeBeforeItsReasonDoesAndKeepsWhatFollows() {
    RenderedVideo street = street(4);
    try (Hub hub = watching()) {
      hub.play(CAMERA, street, 0, 11);
      wake(hub); // at 10 s, until 15 s
      hub.play(CAMERA, street, 11, 19);
      assertThat(seconds(12)).as("rests from 16 s on").containsExactly(12, 13, 14, 15, 16);
      wake(hub);
      assertThat(seconds(12)).as("nothing is lost").containsExactly(12, 13, 14, 15, 16, 17, 18);
    }
    assertThat(street.unreleased()).isZero();
  }

  @Test
  void itFinishesTheGroupWhereItsReasonEndsLateInIt() {
    RenderedVideo street = street(4);
    try (Hub hub = watching()) {
      hub.play(CAMERA, street, 0, 15);
      wake(hub); // at 14 s, until 19 s
      hub.play(CAMERA, street, 15, 23);
      assertThat(seconds(16)).as("rests from 20 s on").containsExactly(16, 17, 18, 19, 20);
      wake(hub);
      assertThat(seconds(16)).as("nothing is lost").containsExactly(16, 17, 18, 19, 20, 21, 22);
    }
    assertThat(street.unreleased()).isZero();
  }

  @Test
  void aLongGroupIsNotFinished() {
    RenderedVideo street = street(40);
    try (Hub hub = watching()) {
      hub.play(CAMERA, street, 0, 9);
      wake(hub); // at 8 s, until 13 s
      hub.play(CAMERA, street, 9, 29);
      assertThat(seconds(13)).as("four more seconds").containsExactly(13, 14, 15, 16);
    }
    assertThat(street.unreleased()).isZero();
  }
}
