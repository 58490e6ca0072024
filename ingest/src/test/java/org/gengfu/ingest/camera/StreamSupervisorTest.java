package org.gengfu.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.Complaint;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.StreamStatus;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Secret;
import org.gengfu.ingest.source.StreamFailure;
import org.gengfu.ingest.source.StreamFailure.Kind;
import org.gengfu.ingest.testing.FakeOpener;
import org.gengfu.ingest.testing.ManualLoop;
import org.gengfu.ingest.testing.TestUnits;
import org.junit.jupiter.api.Test;

class StreamSupervisorTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Camera CAMERA =
      new Camera(
          "gate", "Gate", "rtsp://10.0.0.5/a", "admin", new Secret("s3cret"), null, null, true);

  private final ManualLoop loop = new ManualLoop();
  private final FakeOpener opener = new FakeOpener();
  private final TestUnits units = new TestUnits();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<StreamStatus> changes = new ArrayList<>();
  private final CameraFeed feed = new CameraFeed("gate", loop, 1 << 20);
  private final StreamSupervisor supervisor = supervisor(StreamName.MAIN);

  private StreamSupervisor supervisor(StreamName stream) {
    return new StreamSupervisor(
        feed,
        stream,
        CameraState.CONNECTING,
        new StreamSupervisor.Surroundings(
            opener, new ConnectPacer(), new LoginAttempts(), loop, new CameraMetrics(meters)),
        new StreamSupervisor.Around() {
          @Override
          public void changed() {
            changes.add(supervisor.status());
          }

          @Override
          public boolean lockedOut() {
            return false;
          }
        },
        new Backoff(() -> 1.0));
  }

  @Test
  void streams() {
    begin();
    assertThat(supervisor.state()).isEqualTo(CameraState.CONNECTING);
    opener.latest().listener.playing();
    deliver(true);

    StreamStatus status = supervisor.status();
    assertThat(status.state()).isEqualTo(CameraState.STREAMING);
    assertThat(status.detail()).isNull();
    assertThat(status.format()).isEqualTo(TestUnits.SUB);
    assertThat(status.lastUnitAt()).isEqualTo(loop.instant());
    assertThat(changes).extracting(StreamStatus::state).containsExactly(CameraState.STREAMING);
    assertThat(opener.latest().target.credentials()).isNotNull();
    assertThat(meters.counter(MetricNames.ACCESS_UNITS).count()).isEqualTo(1);
  }

  @Test
  void tellsRatesAndLosses() {
    begin();
    for (int n = 0; n < 150; n++) {
      deliver(n % 25 == 0);
      loop.advance(Duration.ofMillis(40));
    }
    opener.latest().listener.received(1, 0, 3, 2);

    assertThat(supervisor.status().unitsPerSecond()).isEqualTo(25);
    assertThat(supervisor.status().bitsPerSecond()).isEqualTo(25 * 100 * 8);
    assertThat(supervisor.status().lostPackets()).isEqualTo(3);
    assertThat(meters.counter(MetricNames.LOST_PACKETS).count()).isEqualTo(3);
    assertThat(meters.counter(MetricNames.DAMAGED_UNITS).count()).isEqualTo(2);
    assertThat(meters.counter(MetricNames.RECEIVED_BYTES).count()).isEqualTo(15_000);
  }

  @Test
  void keepsTheFailedStateWhileItRetries() {
    begin();
    for (int n = 0; n < 3; n++) {
      opener.latest().fail(Kind.REFUSED, "nobody there: check the cable");
      loop.advance(Duration.ofMinutes(1));
    }
    assertThat(opener.count()).isEqualTo(4);
    assertThat(supervisor.status().detail()).isEqualTo("nobody there: check the cable");
    assertThat(changes).extracting(StreamStatus::state).containsExactly(CameraState.REFUSED);

    deliver(true);
    assertThat(supervisor.state()).isEqualTo(CameraState.STREAMING);
  }

  @Test
  void waitsLongerEachTimeAndNotForeverForACameraThatRefuses() {
    begin();
    assertThat(waits(Kind.REFUSED, 8))
        .containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L, 30_000L);
  }

  @Test
  void triesAnAbsentCameraEveryFewSeconds() {
    begin();
    assertThat(waits(Kind.ABSENT, 5)).containsExactly(1_000L, 2_000L, 2_500L, 2_500L, 2_500L);
    assertThat(supervisor.state()).isEqualTo(CameraState.REFUSED);
  }

  private List<Long> waits(Kind kind, int failures) {
    List<Long> millis = new ArrayList<>();
    for (int n = 0; n < failures; n++) {
      opener.latest().fail(kind, "nobody");
      millis.add(millisToTheNextAttempt());
    }
    return millis;
  }

  private long millisToTheNextAttempt() {
    long before = loop.nanoTime();
    int opened = opener.count();
    while (opener.count() == opened) {
      loop.advance(Duration.ofMillis(500));
    }
    return Duration.ofNanos(loop.nanoTime() - before).toMillis();
  }

  @Test
  void triesAnAddressWhereSomethingElseAnswersAsSoonAsOneWhereNobodyDoes() {
    begin();
    List<Long> millis = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      opener
          .latest()
          .listener
          .failed(new StreamFailure(Kind.UNSUPPORTED, Complaint.NOT_RTSP, "no RTSP", ""));
      assertThat(supervisor.state()).isEqualTo(CameraState.UNSUPPORTED);
      millis.add(millisToTheNextAttempt());
    }
    assertThat(millis).containsExactly(1_000L, 2_000L, 2_500L, 2_500L);
    assertThat(waits(Kind.UNSUPPORTED, 2)).containsExactly(10_000L, 20_000L);
  }

  @Test
  void looksOftenAtACameraThatRefusesTheLoginAndLogsInSeldom() {
    begin();
    List<Integer> logins = refuse("digest cam", Duration.ofHours(2));
    assertThat(logins.subList(0, 4)).containsExactly(0, 2, 7, 907);
    for (int n = 0; n + LoginAttempts.MOST < logins.size(); n++) {
      assertThat(logins.get(n + LoginAttempts.MOST) - logins.get(n))
          .as("seconds for one more than %d logins", LoginAttempts.MOST)
          .isGreaterThanOrEqualTo((int) LoginAttempts.WITHIN.toSeconds());
    }
    assertThat(opener.count()).as("a look every 2.5 s").isGreaterThan(2 * 3600 / 3);
    assertThat(supervisor.status().detail()).isEqualTo("wrong password: correct it");
    assertThat(changes).extracting(StreamStatus::state).containsExactly(CameraState.UNAUTHORISED);
  }

  /** Refuses every attempt for this long; gives the seconds at which there was a login. */
  private List<Integer> refuse(String challenge, Duration time) {
    List<Integer> logins = new ArrayList<>();
    long start = loop.nanoTime();
    int answered = opener.count() - 1;
    while (loop.nanoTime() - start < time.toNanos() || opener.count() > answered) {
      if (opener.count() > answered) {
        answered = opener.count();
        if (opener.latest().target.credentials() != null) {
          logins.add((int) ((loop.nanoTime() - start) / 1_000_000_000L));
        }
        opener.latest().ask(challenge);
      }
      if (loop.nanoTime() - start < time.toNanos()) {
        loop.advance(Duration.ofMillis(250));
      }
    }
    return logins;
  }

  @Test
  void logsInAtOnceWhenTheCameraAsksInAnotherWay() {
    begin();
    refuse("digest booting", Duration.ofSeconds(60));
    int before = opener.count();
    awaitAttempt();
    assertThat(opener.latest().target.credentials()).as("only a look").isNull();
    opener.latest().ask("digest ready");
    loop.advance(Backoff.LEAST.plusMillis(60));
    assertThat(opener.count()).isEqualTo(before + 2);
    assertThat(opener.latest().target.credentials()).isNotNull();
    opener.latest().listener.playing();
    deliver(true);
    assertThat(supervisor.state()).isEqualTo(CameraState.STREAMING);
  }

  @Test
  void logsInAtOnceWhenTheCameraWasAway() {
    begin();
    refuse("digest cam", Duration.ofSeconds(60));
    awaitAttempt();
    opener.latest().fail(Kind.ABSENT, "nobody there");
    awaitAttempt();
    assertThat(opener.latest().target.credentials()).isNotNull();
  }

  @Test
  void streamsWithoutTheLoginWhereTheCameraDoesNotAskForItAnyMore() {
    begin();
    refuse("digest cam", Duration.ofSeconds(60));
    awaitAttempt();
    assertThat(opener.latest().target.credentials()).isNull();
    opener.latest().listener.playing();
    deliver(true);
    assertThat(supervisor.state()).isEqualTo(CameraState.STREAMING);
  }

  @Test
  void neverLogsInMoreOftenThanIsHarmlessHoweverTheCameraChanges() {
    begin();
    int logins = 0;
    for (int n = 0; n < 100; n++) {
      logins += opener.latest().target.credentials() == null ? 0 : 1;
      opener.latest().ask("digest " + n);
      awaitAttempt();
    }
    assertThat(logins).isEqualTo(LoginAttempts.MOST);
  }

  @Test
  void logsInAtOnceWithANewPasswordHoweverOftenOldOnesWereRefused() {
    begin();
    refuse("digest cam", Duration.ofHours(1));
    supervisor.configure(
        new Camera("gate", "Gate", CAMERA.url(), "admin", new Secret("new"), null, null, true));
    loop.advance(SECOND);
    assertThat(opener.latest().target.credentials()).isNotNull();
    assertThat(supervisor.state()).isEqualTo(CameraState.CONNECTING);
    opener.latest().listener.playing();
    deliver(true);
    opener.latest().fail(Kind.REFUSED, "closed");
    awaitAttempt();
    assertThat(opener.latest().target.credentials()).as("accepted once").isNotNull();
  }

  @Test
  void asksOftenForWhatNoLoginIsEnteredFor() {
    supervisor.configure(new Camera("gate", "Gate", CAMERA.url(), null, null, null, null, true));
    loop.advance(Duration.ofMillis(1));
    opener.latest().ask("digest cam");
    assertThat(supervisor.status().complaint()).isEqualTo(Complaint.LOGIN_MISSING);
    assertThat(millisToTheNextAttempt()).isEqualTo(2_500L);
  }

  private void awaitAttempt() {
    int opened = opener.count();
    for (int n = 0; n < 12 && opener.count() == opened; n++) {
      loop.advance(Duration.ofMillis(250));
    }
    assertThat(opener.count()).isEqualTo(opened + 1);
  }

  @Test
  void noticesAStreamThatStops() {
    begin();
    opener.latest().listener.playing();
    deliver(true);
    loop.advance(StreamSupervisor.STALL.minusMillis(1));
    assertThat(supervisor.state()).isEqualTo(CameraState.STREAMING);
    loop.advance(Duration.ofMillis(1));

    assertThat(supervisor.state()).isEqualTo(CameraState.STALLED);
    assertThat(supervisor.status().detail()).contains("no picture has come for 10 s");
    assertThat(opener.latest().closed).isTrue();
    loop.advance(SECOND.multipliedBy(2));
    assertThat(opener.count()).isEqualTo(2);
    deliver(true);
    assertThat(supervisor.state()).isEqualTo(CameraState.STREAMING);
  }

  @Test
  void noticesAStreamThatNeverBegins() {
    begin();
    opener.latest().listener.playing();
    loop.advance(StreamSupervisor.STALL);
    assertThat(supervisor.state()).isEqualTo(CameraState.STALLED);
  }

  @Test
  void waitsForALateKeyframeWhilePacketsCome() {
    begin();
    opener.latest().listener.playing();
    for (int n = 0; n < 40; n++) {
      opener.latest().listener.received(10, 1000, 0, 1);
      loop.advance(SECOND);
    }
    assertThat(supervisor.state()).isEqualTo(CameraState.STALLED);
    assertThat(supervisor.status().detail()).contains("keyframe interval");
    assertThat(opener.count()).isEqualTo(1);
    deliver(true);
    assertThat(supervisor.state()).isEqualTo(CameraState.STREAMING);
  }

  @Test
  void reconnectsWhenNoKeyframeComesAtAll() {
    begin();
    opener.latest().listener.playing();
    for (int n = 0; n < 65; n++) {
      opener.latest().listener.received(10, 1000, 0, 1);
      loop.advance(SECOND);
    }
    assertThat(opener.count()).isEqualTo(2);
    assertThat(opener.all().get(0).closed).isTrue();
  }

  @Test
  void doesNotLoopOnACameraThatClosesAfterEveryPicture() {
    begin();
    for (int n = 0; n < 6; n++) {
      deliver(true);
      opener.latest().fail(Kind.REFUSED, "closed");
      loop.advance(Duration.ofMinutes(1));
    }
    deliver(true);
    opener.latest().fail(Kind.REFUSED, "closed");
    int opened = opener.count();
    loop.advance(Duration.ofSeconds(29));
    assertThat(opener.count()).isEqualTo(opened);
  }

  @Test
  void retriesSoonAfterAStreamThatHeld() {
    begin();
    for (int n = 0; n < 6; n++) {
      opener.latest().fail(Kind.REFUSED, "closed");
      loop.advance(Duration.ofMinutes(1));
    }
    for (int n = 0; n <= 300; n++) {
      deliver(n % 25 == 0);
      loop.advance(Duration.ofMillis(40));
    }
    opener.latest().fail(Kind.REFUSED, "closed");
    int opened = opener.count();
    loop.advance(SECOND.plusMillis(100));
    assertThat(opener.count()).isEqualTo(opened + 1);
  }

  @Test
  void goesOnWithThePresentationTimeAfterAReconnection() {
    begin();
    deliver(true, 900_000);
    opener.latest().fail(Kind.REFUSED, "closed");
    loop.advance(Duration.ofSeconds(20));
    assertThat(opener.latest().firstPts).isEqualTo(900_000 + 90_000);
  }

  @Test
  void saysWhatIsWrongWithAUrlAndDoesNotRetryIt() {
    supervisor.configure(
        new Camera("gate", "Gate", "ftp://10.0.0.5/", null, null, null, null, true));
    loop.advance(Duration.ofHours(1));
    assertThat(supervisor.status().state()).isEqualTo(CameraState.UNSUPPORTED);
    assertThat(supervisor.status().detail()).contains("rtsp://");
    assertThat(opener.count()).isZero();
  }

  @Test
  void endsWhenDisabled() {
    begin();
    deliver(true);
    supervisor.configure(new Camera("gate", "Gate", CAMERA.url(), null, null, null, null, false));
    assertThat(opener.latest().closed).isTrue();
    assertThat(supervisor.state()).isEqualTo(CameraState.DISABLED);
    loop.advance(Duration.ofHours(1));
    assertThat(opener.count()).isEqualTo(1);
    assertThat(units.alive()).as("pictures kept of a camera that is off").isZero();
  }

  @Test
  void leavesNothingBehindWhenStopped() {
    begin();
    opener.latest().listener.playing();
    deliver(true);
    supervisor.stop();
    assertThat(opener.latest().closed).isTrue();
    assertThat(loop.pending()).isZero();
    assertThat(units.alive()).isZero();
  }

  @Test
  void neverSaysThePassword() {
    begin();
    opener.latest().fail(Kind.UNAUTHORISED, "the camera does not accept the password");
    assertThat(supervisor.status().toString()).doesNotContain("s3cret");
  }

  private void begin() {
    supervisor.configure(CAMERA);
    loop.advance(Duration.ofMillis(1));
    assertThat(opener.count()).isEqualTo(1);
  }

  private void deliver(boolean keyframe) {
    deliver(keyframe, loop.nanoTime() / 1_000 * 9 / 100);
  }

  private void deliver(boolean keyframe, long pts) {
    AccessUnit unit = units.unit(TestUnits.SUB, pts, keyframe, 100);
    opener.latest().deliver(unit);
  }
}
