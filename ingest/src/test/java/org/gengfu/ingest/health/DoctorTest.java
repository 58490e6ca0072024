package org.gengfu.ingest.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.gengfu.core.doctor.Diagnosis;
import org.gengfu.core.doctor.Diagnosis.Finding;
import org.gengfu.core.doctor.Diagnosis.Verdict;
import org.gengfu.core.doctor.Patient;
import org.gengfu.core.doctor.StreamDoctor.BusyException;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.media.CameraStatuses;
import org.gengfu.core.media.Complaint;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.StreamStatus;
import org.gengfu.core.media.VideoFeeds.AccessUnitConsumer;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Camera.Transport;
import org.gengfu.core.village.Secret;
import org.gengfu.ingest.source.StreamFailure;
import org.gengfu.ingest.testing.FakeOpener;
import org.gengfu.ingest.testing.FakeVillageRegistry;
import org.gengfu.ingest.testing.ManualLoop;
import org.gengfu.ingest.testing.TestUnits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private static final long FRAME = AccessUnit.PTS_PER_SECOND / 25;
  private final FakeVillageRegistry registry = new FakeVillageRegistry();
  private final ManualLoop loop = new ManualLoop();
  private final FakeOpener opener = new FakeOpener();
  private final TestUnits units = new TestUnits();
  private @Nullable AccessUnitConsumer consumer;
  private CameraState state = CameraState.STREAMING;
  private @Nullable Complaint complaint;
  private @Nullable Duration offset = Duration.ofMillis(40);
  private final CameraStatuses statuses =
      new CameraStatuses() {
        @Override
        public Collection<CameraStatus> all() {
          return of("gate").stream().toList();
        }

        @Override
        public Optional<CameraStatus> of(String cameraId) {
          return Optional.of(
              new CameraStatus(
                  cameraId,
                  List.of(
                      new StreamStatus(
                          StreamName.MAIN,
                          state,
                          loop.instant(),
                          complaint == null ? null : "a sentence",
                          TestUnits.SUB,
                          loop.instant(),
                          25,
                          2e6,
                          0,
                          offset,
                          List.of(),
                          complaint))));
        }
      };
  private final StreamHealth health =
      new StreamHealth(
          registry,
          (id, stream, taker) -> {
            consumer = taker;
            return () -> {};
          },
          statuses,
          from -> List.of(),
          FaultSink.NONE,
          loop);
  private final Doctor doctor =
      new Doctor(registry, statuses, health, FaultSink.NONE, opener, () -> loop, loop);

  private static Patient patient(String url) {
    return new Patient(url, "viewer", new Secret("p"), Transport.TCP, null);
  }

  private static List<Complaint> codes(Diagnosis diagnosis) {
    return diagnosis.findings().stream().map(Finding::code).toList();
  }

  /** Some seconds of a stream. */
  private interface Taker {
    void take(AccessUnit unit);
  }

  private void send(int seconds, int keyframeEvery, Taker taker) {
    for (int i = 0; i < seconds * 25; i++) {
      loop.advance(Duration.ofMillis(40));
      AccessUnit unit =
          i % keyframeEvery == 0
              ? units.keyframe(i * FRAME, 8_000)
              : units.picture(i * FRAME, 4_000);
      taker.take(unit);
    }
  }

  private Diagnosis configured(int keyframeEvery) {
    registry.put(new Camera("gate", "村口", "rtsp://h/1", null, null, null, null, true));
    health.round();
    send(
        40,
        keyframeEvery,
        unit -> {
          java.util.Objects.requireNonNull(consumer).accept(unit);
          unit.release();
        });
    health.round();
    return doctor.examine("gate").orElseThrow();
  }

  @Test
  void findsNothingWrongWithAGoodStreamAndSaysWhatItMeasured() {
    Diagnosis said = configured(50);
    assertThat(said.verdict()).isEqualTo(Verdict.WELL);
    assertThat(said.findings()).isEmpty();
    assertThat(said.facts().keyframeSeconds()).isEqualTo(2);
    assertThat(said.facts().gopFrames()).isEqualTo(50);
    assertThat(said.facts().framesPerSecond()).isEqualTo(25);
    assertThat(said.facts().transport()).isEqualTo("rtsp/tcp");
    assertThat(said.facts().lossShare()).isZero();
    assertThat(doctor.examine("nobody")).isEmpty();
  }

  @Test
  void saysHowManyFramesToSet() {
    offset = Duration.ofSeconds(-90);
    Diagnosis said = configured(250);
    assertThat(said.verdict()).isEqualTo(Verdict.AILING);
    assertThat(said.findings())
        .contains(
            new Finding(
                Complaint.KEYFRAME_INTERVAL,
                java.util.Map.of("seconds", "10.0", "frames", "250", "wanted", "50")),
            new Finding(Complaint.CLOCK_OFF, java.util.Map.of("seconds", "-90")));
  }

  @Test
  void saysWhyNothingComes() {
    state = CameraState.UNAUTHORISED;
    complaint = Complaint.LOGIN_WRONG;
    Diagnosis said = configured(50);
    assertThat(said.verdict()).isEqualTo(Verdict.ILL);
    assertThat(codes(said)).containsExactly(Complaint.LOGIN_WRONG);
    assertThat(said.facts().detail()).isEqualTo("a sentence");
    assertThat(said.facts().framesPerSecond()).isNaN();
  }

  @Test
  void probesAndHangsUp() {
    Future<Diagnosis> probe = doctor.probe(patient("rtsp://10.0.0.9/1"));
    loop.advance(Duration.ZERO);
    assertThat(opener.latest().target.host()).isEqualTo("10.0.0.9");
    opener.latest().listener.playing();
    opener.latest().listener.clock(Duration.ofSeconds(61));
    send(11, 50, unit -> opener.latest().deliver(unit));
    assertThat(probe.isComplete()).isFalse();
    loop.advance(Probe.LOOK);
    assertThat(opener.latest().closed).isTrue();
    Diagnosis said = probe.result();
    assertThat(said.facts().state()).isEqualTo(CameraState.STREAMING);
    assertThat(said.facts().format()).isEqualTo(TestUnits.SUB);
    assertThat(codes(said)).contains(Complaint.CLOCK_OFF);
    assertThat(units.alive()).isZero();
    assertThat(loop.pending()).isZero();
  }

  @Test
  void seesInAProbeThatKeyframesAreFarApart() {
    Future<Diagnosis> probe = doctor.probe(patient("rtsp://10.0.0.9/1"));
    loop.advance(Duration.ZERO);
    send(
        13,
        500,
        unit -> {
          if (!opener.latest().closed) {
            opener.latest().deliver(unit);
          } else {
            unit.release();
          }
        });
    assertThat(codes(probe.result())).contains(Complaint.KEYFRAME_INTERVAL);
  }

  @Test
  void saysWhyAProbeFails() {
    Future<Diagnosis> probe = doctor.probe(patient("rtsp://10.0.0.9/1"));
    loop.advance(Duration.ZERO);
    opener
        .latest()
        .listener
        .failed(
            new StreamFailure(
                StreamFailure.Kind.REFUSED, Complaint.PATH_UNKNOWN, "no such path", "here"));
    assertThat(codes(probe.result())).containsExactly(Complaint.PATH_UNKNOWN);
    assertThat(probe.result().verdict()).isEqualTo(Verdict.ILL);
    assertThat(loop.pending()).isZero();
  }

  @Test
  void waitsNoLongerThanItsPatience() {
    Future<Diagnosis> silent = doctor.probe(patient("rtsp://10.0.0.9/1"));
    loop.advance(Probe.PATIENCE.minusMillis(1));
    assertThat(silent.isComplete()).isFalse();
    loop.advance(Duration.ofMillis(1));
    assertThat(codes(silent.result())).containsExactly(Complaint.NO_ANSWER);
    Future<Diagnosis> mute = doctor.probe(patient("rtsp://10.0.0.9/2"));
    loop.advance(Duration.ZERO);
    opener.latest().listener.playing();
    loop.advance(Probe.PATIENCE);
    assertThat(codes(mute.result())).containsExactly(Complaint.NO_PICTURE);
    assertThat(opener.all()).allMatch(stream -> stream.closed);
  }

  @Test
  void looksAtFourAtOnceAndNotAtAFifth() {
    for (int i = 0; i < Doctor.MOST_PROBES; i++) {
      assertThat(doctor.probe(patient("rtsp://10.0.0.9/" + i)).isComplete()).isFalse();
    }
    assertThat(doctor.probe(patient("rtsp://10.0.0.9/5")).cause())
        .isInstanceOf(BusyException.class);
    loop.advance(Probe.PATIENCE);
    assertThat(doctor.probe(patient("rtsp://10.0.0.9/5")).failed()).isFalse();
  }

  @Test
  void saysThatAnAddressIsNone() {
    Diagnosis said = doctor.probe(patient("gopher://10.0.0.9/")).result();
    assertThat(codes(said)).containsExactly(Complaint.ADDRESS_INVALID);
    assertThat(said.facts().detail()).contains("rtsp://");
    assertThat(opener.count()).isZero();
  }
}
