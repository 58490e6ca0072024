package org.gengfu.ingest.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.faults.Fault;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.media.CameraStatuses;
import org.gengfu.core.media.Complaint;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.StreamStatus;
import org.gengfu.core.media.UsualBitrates.UsualBitrate;
import org.gengfu.core.media.VideoFeeds.AccessUnitConsumer;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Kind;
import org.gengfu.ingest.testing.FakeVillageRegistry;
import org.gengfu.ingest.testing.TestUnits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A camera of 10 pictures a second, second by second. */
class StreamHealthTest {
  private static final Instant START = Instant.parse("2026-11-26T02:00:00Z");
  private static final int RATE = 10;
  private static final int USUAL_BYTES = 5_000;

  private final FakeVillageRegistry registry = new FakeVillageRegistry();
  private final TestUnits units = new TestUnits();
  private final Map<String, AccessUnitConsumer> consumers = new HashMap<>();
  private final FakeFaults faults = new FakeFaults();
  private Instant now = START;
  private long pts;
  private int number;
  private boolean streaming = true;
  private int keyframeEvery = 2 * RATE;
  private int bytes = USUAL_BYTES;
  private long lost;
  private int lostASecond;
  private @Nullable Duration clockOffset;
  private StreamHealth health;

  /** What is open, as alerts would remember it. */
  private static final class FakeFaults implements FaultSink {
    final Map<String, Fault> open = new HashMap<>();
    final List<String> told = new ArrayList<>();

    Fault of(FaultKind kind) {
      return Objects.requireNonNull(open.get(kind + "/gate"));
    }

    @Override
    public void raise(Fault fault) {
      open.put(fault.kind() + "/" + fault.subject(), fault);
      told.add("raise " + fault.kind().code());
    }

    @Override
    public void clear(FaultKind kind, String subject, Instant at, byte @Nullable [] picture) {
      open.remove(kind + "/" + subject);
      told.add("clear " + kind.code());
    }

    @Override
    public boolean isOpen(FaultKind kind, String subject) {
      return open.containsKey(kind + "/" + subject);
    }
  }

  private final class Statuses implements CameraStatuses {
    @Override
    public Collection<CameraStatus> all() {
      return registry.current().cameras().stream().map(camera -> status(camera.id())).toList();
    }

    @Override
    public Optional<CameraStatus> of(String cameraId) {
      return Optional.of(status(cameraId));
    }

    private CameraStatus status(String cameraId) {
      StreamStatus main =
          new StreamStatus(
              StreamName.MAIN,
              streaming ? CameraState.STREAMING : CameraState.REFUSED,
              START,
              streaming ? null : "nothing answers at 192.0.2.1:554",
              streaming ? TestUnits.SUB : null,
              now,
              RATE,
              bytes * 8.0 * RATE,
              lost,
              clockOffset,
              List.of(),
              streaming ? null : Complaint.NO_ANSWER);
      return new CameraStatus(cameraId, List.of(main));
    }
  }

  @BeforeEach
  void begin() {
    registry.put(camera(true));
    health = restarted();
  }

  private static Camera camera(boolean enabled) {
    return new Camera("gate", "村口", "rtsp://192.0.2.1/", null, null, null, null, enabled);
  }

  private StreamHealth restarted() {
    return new StreamHealth(
        registry,
        (id, stream, consumer) -> {
          consumers.put(id, consumer);
          return () -> consumers.remove(id, consumer);
        },
        new Statuses(),
        from -> {
          List<UsualBitrate> usual = new ArrayList<>();
          for (int hour = 0; hour < 24; hour++) {
            usual.add(new UsualBitrate("gate", hour, USUAL_BYTES * 8.0 * RATE, 400));
          }
          return usual;
        },
        faults,
        () -> now);
  }

  private void run(int seconds) {
    for (int second = 0; second < seconds; second++) {
      for (int i = 0; i < RATE; i++) {
        now = now.plusMillis(1_000 / RATE);
        pts += AccessUnit.PTS_PER_SECOND / RATE;
        AccessUnitConsumer consumer = consumers.get("gate");
        if (streaming && consumer != null) {
          boolean keyframe = number++ % keyframeEvery == 0;
          AccessUnit unit = keyframe ? units.keyframe(pts, bytes) : units.picture(pts, bytes);
          consumer.accept(unit);
          unit.release();
        }
      }
      lost += lostASecond;
      health.round();
    }
  }

  @Test
  void saysNothingOfAStreamThatIsWell() {
    clockOffset = Duration.ofMillis(1_500);
    lostASecond = 0;
    run(3_600);
    assertThat(faults.told).isEmpty();
    assertThat(units.alive()).isZero();
  }

  @Test
  void tellsOfACameraThatIsSilentForAMinuteAndWellAgainAfterHalfAMinute() {
    run(60);
    streaming = false;
    run((int) StreamJudge.PAUSE.plus(StreamJudge.SILENT).toSeconds() - 2);
    assertThat(faults.told).isEmpty();
    run(4);
    assertThat(faults.told).containsExactly("raise no-frames");
    Fault fault = faults.of(FaultKind.NO_FRAMES);
    assertThat(fault.details())
        .containsEntry("state", "refused")
        .containsEntry("reason", "no-answer");
    assertThat(fault.details().get("detail")).contains("nothing answers");
    run(600);
    streaming = true;
    run((int) StreamJudge.STREAMS_AGAIN.toSeconds() - 2);
    assertThat(faults.told).hasSize(1);
    run(4);
    assertThat(faults.told).containsExactly("raise no-frames", "clear no-frames");
  }

  @Test
  void tellsNothingOfABlinkNorOfARestartOfTheCamera() {
    for (int i = 0; i < 10; i++) {
      run(60);
      streaming = false;
      run(55);
      streaming = true;
    }
    assertThat(faults.told).isEmpty();
  }

  @Test
  void tellsOfACameraThatNeverCame() {
    streaming = false;
    run(70);
    assertThat(faults.told).containsExactly("raise no-frames");
  }

  @Test
  void goesOnAfterARestartWithWhatWasOpen() {
    streaming = false;
    run(70);
    health.close();
    health = restarted();
    run(30);
    assertThat(faults.told).containsExactly("raise no-frames");
    streaming = true;
    run(40);
    assertThat(faults.told).containsExactly("raise no-frames", "clear no-frames");
  }

  @Test
  void tellsOfKeyframesTooFarApart() {
    keyframeEvery = 4 * RATE; // the limit itself is well
    run(600);
    assertThat(faults.told).isEmpty();
    keyframeEvery = 10 * RATE;
    run(400);
    assertThat(faults.told).containsExactly("raise keyframe-interval");
    assertThat(faults.of(FaultKind.KEYFRAME_INTERVAL).details()).containsKey("seconds");
    keyframeEvery = 2 * RATE;
    run(300);
    assertThat(faults.told).containsExactly("raise keyframe-interval", "clear keyframe-interval");
  }

  @Test
  void tellsOfABitrateFarBelowTheUsual() {
    run(600);
    bytes = (int) (USUAL_BYTES * 0.4);
    run(600);
    assertThat(faults.told).as("a quiet night").isEmpty();
    bytes = (int) (USUAL_BYTES * 0.1);
    run((int) StreamJudge.COLLAPSED.toSeconds() + 90);
    assertThat(faults.told).containsExactly("raise bitrate-collapse");
    assertThat(faults.of(FaultKind.BITRATE_COLLAPSE).details()).containsEntry("usual", "400");
    bytes = USUAL_BYTES;
    run(300);
    assertThat(faults.told).containsExactly("raise bitrate-collapse", "clear bitrate-collapse");
  }

  @Test
  void tellsOfAClockThatIsOffAndNotOfOneThatIsNotKnown() {
    clockOffset = Duration.ofSeconds(5);
    run(900);
    assertThat(faults.told).as("the limit itself").isEmpty();
    clockOffset = Duration.ofMillis(-5_001);
    run((int) StreamJudge.CLOCK_OFF.toSeconds() + 5);
    assertThat(faults.told).containsExactly("raise clock-off");
    assertThat(faults.of(FaultKind.CLOCK_OFF).details()).containsEntry("seconds", "-5");
    clockOffset = null;
    run(900);
    assertThat(faults.told).hasSize(1);
    clockOffset = Duration.ZERO;
    run(150);
    assertThat(faults.told).containsExactly("raise clock-off", "clear clock-off");
  }

  @Test
  void tellsOfPacketsThatGoMissing() {
    lostASecond = 5; // about one in ten
    run((int) StreamJudge.LOSSY.toSeconds() + 10);
    assertThat(faults.told).containsExactly("raise packet-loss");
    lostASecond = 0;
    run(300);
    assertThat(faults.told).containsExactly("raise packet-loss", "clear packet-loss");
  }

  @Test
  void looksAwayFromACameraThatIsSwitchedOff() {
    run(10);
    registry.put(camera(false));
    streaming = false;
    run(600);
    assertThat(faults.told).isEmpty();
    assertThat(consumers).isEmpty();
    registry.delete(Kind.CAMERA, "gate", 1, "test");
    run(10);
    assertThat(faults.told).isEmpty();
  }

  @Test
  void measuresWhatTheDoctorAsksFor() {
    run(120);
    StreamSeen seen = health.seen("gate");
    assertThat(seen).isNotNull();
    assertThat(seen.keyframeSeconds()).isEqualTo(2);
    assertThat(seen.gopUnits()).isEqualTo(20);
    assertThat(seen.unitsPerSecond()).isEqualTo(10);
    assertThat(seen.bitsPerSecond()).isEqualTo(400_000);
    assertThat(seen.jitterMillis()).isLessThan(0.5);
    assertThat(seen.reordered()).isFalse();
    assertThat(health.seen("nobody")).isNull();
  }
}
