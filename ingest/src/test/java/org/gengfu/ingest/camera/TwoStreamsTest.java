package org.gengfu.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.events.DomainEvent;
import org.gengfu.core.events.DomainEvent.CameraChanged;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.StreamStatus;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.core.village.Secret;
import org.gengfu.ingest.source.StreamFailure;
import org.gengfu.ingest.testing.FakeOpener;
import org.gengfu.ingest.testing.FakeOpener.FakeStream;
import org.gengfu.ingest.testing.FakeVillageRegistry;
import org.gengfu.ingest.testing.ManualLoop;
import org.gengfu.ingest.testing.TestUnits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A main and a sub stream are one camera. Units of the sub stream are numbered from 1000; what
 * keeps the main stream going meanwhile has the number 0.
 */
class TwoStreamsTest {
  private static final String MAIN_URL = "rtsp://10.0.0.1/main";
  private static final String SUB_URL = "rtsp://10.0.0.1/sub";

  private static final Duration STEP = Duration.ofSeconds(5);

  private final ManualLoop loop = new ManualLoop();
  private final FakeOpener opener = new FakeOpener();
  private final TestUnits units = new TestUnits();
  private final FakeVillageRegistry registry = new FakeVillageRegistry();
  private final DomainEvents events = new DomainEvents();
  private final Feeds feeds = new Feeds(() -> loop, 1 << 20);
  private final Cameras cameras =
      new Cameras(registry, opener, feeds, events, new SimpleMeterRegistry(), loop);
  private final List<Long> large = new ArrayList<>();
  private final List<Long> small = new ArrayList<>();

  @AfterEach
  void nothingIsLeftBehind() {
    registry.delete(Kind.CAMERA, "a", 1, "test");
    loop.advance(Duration.ofSeconds(1));
    assertThat(units.alive()).isZero();
    assertThat(loop.pending()).isZero();
  }

  @Test
  void eachTakerGetsItsStream() {
    begin(SUB_URL);
    main().deliver(units.keyframe(1, 10));
    sub().deliver(units.keyframe(1000, 10));
    main().deliver(units.picture(2, 10));
    sub().deliver(units.picture(1001, 10));

    assertThat(large).containsExactly(1L, 2L);
    assertThat(small).containsExactly(1000L, 1001L);
    assertThat(status().streams())
        .extracting(StreamStatus::stream)
        .containsExactly(StreamName.MAIN, StreamName.SUB);
    assertThat(status().streams()).allMatch(one -> one.state() == CameraState.STREAMING);
  }

  @Test
  void bothStreamsBeginOnOneTimeline() {
    begin(SUB_URL);
    assertThat(main().firstPts).isZero();
    long apart = ConnectPacer.PER_HOST.toMillis() * 90;
    assertThat(sub().firstPts).isEqualTo(apart);
  }

  @Test
  void withoutASubStreamTheMainStreamComes() {
    begin(null);
    main().deliver(units.keyframe(1, 10));
    main().deliver(units.picture(2, 10));
    assertThat(small).isEqualTo(large).containsExactly(1L, 2L);
    assertThat(status().streams()).hasSize(1);
    assertThat(status().sub()).isEmpty();
  }

  @Test
  void aFailingSubStreamShowsAndDoesNotMakeTheCameraDown() {
    List<CameraStatus> heard = new ArrayList<>();
    events.subscribe(event -> take(event, heard));
    begin(SUB_URL);
    main().deliver(units.keyframe(1, 10));
    sub().fail(StreamFailure.Kind.REFUSED, "no such path: correct it");

    assertThat(status().state()).isEqualTo(CameraState.STREAMING);
    assertThat(status().detail()).isNull();
    StreamStatus failing = status().sub().orElseThrow();
    assertThat(failing.state()).isEqualTo(CameraState.REFUSED);
    assertThat(failing.detail()).isEqualTo("no such path: correct it");
    assertThat(heard).hasSize(2);
    assertThat(heard.get(1).sub().orElseThrow().state()).isEqualTo(CameraState.REFUSED);
  }

  @Test
  void aRunningSubStreamDoesNotHideThatTheMainStreamFails() {
    begin(SUB_URL);
    sub().deliver(units.keyframe(1000, 10));
    main().fail(StreamFailure.Kind.REFUSED, "gone");
    assertThat(status().state()).isEqualTo(CameraState.REFUSED);
    sub().deliver(units.picture(1001, 10));
    assertThat(small).as("is not disturbed").containsExactly(1000L, 1001L);
  }

  @Test
  void theMainStreamStandsInForASubStreamThatIsDownForLong() {
    begin(SUB_URL);
    sub().deliver(units.keyframe(1000, 10));
    sub().fail(StreamFailure.Kind.REFUSED, "gone");
    main().deliver(units.keyframe(0, 10));
    pass(CameraFeed.SUB_PATIENCE.minusMillis(1));
    main().deliver(units.keyframe(1, 10));
    assertThat(small).containsExactly(1000L);
    loop.advance(Duration.ofMillis(1));
    main().deliver(units.picture(2, 10));
    assertThat(small).as("it takes a keyframe to change over").containsExactly(1000L);
    main().deliver(units.keyframe(3, 10));
    main().deliver(units.picture(4, 10));
    assertThat(small).containsExactly(1000L, 3L, 4L);
  }

  @Test
  void aSubStreamThatReturnsIsTakenBackOnceItHolds() {
    theMainStreamStandsInForASubStreamThatIsDownForLong();
    pass(Backoff.Reason.REFUSED.cap());
    sub().deliver(units.keyframe(1010, 10));
    main().deliver(units.picture(5, 10));
    pass(CameraFeed.SUB_SETTLED.minusMillis(1));
    sub().deliver(units.keyframe(1011, 10));
    main().deliver(units.picture(6, 10));
    loop.advance(Duration.ofMillis(1));
    sub().deliver(units.picture(1012, 10));
    main().deliver(units.picture(7, 10));
    sub().deliver(units.keyframe(1013, 10));
    main().deliver(units.picture(8, 10));
    sub().deliver(units.picture(1014, 10));
    assertThat(small).containsExactly(1000L, 3L, 4L, 5L, 6L, 7L, 1013L, 1014L);
    assertThat(large).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }

  @Test
  void takersWaitForTheSmallStreamAtTheStart() {
    begin(SUB_URL);
    main().deliver(units.keyframe(1, 10));
    loop.advance(Duration.ofSeconds(3));
    main().deliver(units.keyframe(2, 10));
    assertThat(small).isEmpty();
    sub().deliver(units.keyframe(1000, 10));
    assertThat(small).containsExactly(1000L);
  }

  @Test
  void aSubStreamComesAndGoesWithTheConfiguration() {
    begin(null);
    main().deliver(units.keyframe(1, 10));
    put(SUB_URL);
    assertThat(main().closed).isFalse();
    main().deliver(units.picture(2, 10));
    sub().deliver(units.keyframe(1000, 10));
    pass(CameraFeed.SUB_SETTLED.minusMillis(1));
    sub().deliver(units.picture(1005, 10));
    loop.advance(Duration.ofMillis(1));
    main().deliver(units.picture(3, 10));
    sub().deliver(units.keyframe(1001, 10));
    main().deliver(units.picture(4, 10));
    assertThat(small).containsExactly(1L, 2L, 3L, 1001L);

    FakeStream gone = sub();
    put(null);
    assertThat(gone.closed).isTrue();
    assertThat(main().closed).isFalse();
    main().deliver(units.picture(5, 10));
    assertThat(small).as("what it refers to was not given").hasSize(4);
    main().deliver(units.keyframe(6, 10));
    assertThat(small).containsExactly(1L, 2L, 3L, 1001L, 6L);
    assertThat(status().streams()).hasSize(1);
    assertThat(large).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void anotherSubAddressLeavesTheMainStreamAlone() {
    begin(SUB_URL);
    put("rtsp://10.0.0.1/other");
    assertThat(main().closed).isFalse();
    assertThat(sub().closed).isTrue();
    assertThat(stream("/other").closed).isFalse();
    assertThat(opener.count()).isEqualTo(3);
  }

  @Test
  void aNewSmallViewerBeginsWithThePictureOfWhicheverStreamComes() {
    begin(SUB_URL);
    main().deliver(units.keyframe(1, 10));
    sub().deliver(units.keyframe(1000, 10));
    assertThat(firstInMemory()).containsExactly(1000L);
    put(null);
    assertThat(firstInMemory()).containsExactly(1L);
  }

  @Test
  void aWrongPasswordIsTriedByOneStreamAlone() {
    registry.put(camera(SUB_URL));
    cameras.start();
    loop.advance(Duration.ofSeconds(1));
    main().fail(StreamFailure.Kind.UNAUTHORISED, "wrong");
    sub().fail(StreamFailure.Kind.UNAUTHORISED, "wrong");
    loop.advance(Duration.ofMinutes(30));
    long tries = opener.all().stream().filter(one -> one.target.path().equals("/sub")).count();
    assertThat(tries).isEqualTo(1);
    assertThat(status().sub().orElseThrow().state()).isEqualTo(CameraState.UNAUTHORISED);

    main().deliver(units.keyframe(1, 10));
    loop.advance(Backoff.Reason.UNAUTHORISED.cap());
    sub().deliver(units.keyframe(1000, 10));
    assertThat(status().sub().orElseThrow().state()).isEqualTo(CameraState.STREAMING);
  }

  private List<Long> firstInMemory() {
    List<Long> seen = new ArrayList<>();
    feeds.subscribeFromMemory("a", StreamName.SUB, unit -> seen.add(unit.pts())).close();
    loop.advance(Duration.ZERO);
    List<Long> kept = new ArrayList<>();
    var subscription = feeds.subscribeFromMemory("a", StreamName.SUB, unit -> kept.add(unit.pts()));
    loop.advance(Duration.ZERO);
    subscription.close();
    loop.advance(Duration.ZERO);
    assertThat(seen).as("nothing comes after the end").isEmpty();
    return kept;
  }

  private void begin(@Nullable String subUrl) {
    var one = feeds.subscribe("a", StreamName.MAIN, unit -> note(unit, large));
    var other = feeds.subscribe("a", StreamName.SUB, unit -> note(unit, small));
    assertThat(one).isNotSameAs(other);
    put(subUrl);
    cameras.start();
    loop.advance(Duration.ofSeconds(1));
  }

  private static void note(AccessUnit unit, List<Long> seen) {
    if (unit.pts() != 0) {
      seen.add(unit.pts());
    }
  }

  /** Lets time go by, with the main stream running. */
  private void pass(Duration time) {
    Duration left = time;
    while (left.compareTo(STEP) > 0) {
      loop.advance(STEP);
      main().deliver(units.picture(0, 10));
      left = left.minus(STEP);
    }
    loop.advance(left);
  }

  private void put(@Nullable String subUrl) {
    registry.put(camera(subUrl));
    loop.advance(Duration.ofSeconds(1));
  }

  private static Camera camera(@Nullable String subUrl) {
    return new Camera(
        "a",
        "a",
        MAIN_URL,
        subUrl,
        "admin",
        new Secret("x"),
        Camera.Transport.TCP,
        false,
        RecordingPlan.STANDARD,
        null,
        null,
        true);
  }

  private static void take(DomainEvent event, List<CameraStatus> heard) {
    if (event instanceof CameraChanged changed) {
      heard.add(changed.status());
    }
  }

  private CameraStatus status() {
    return cameras.of("a").orElseThrow();
  }

  private FakeStream main() {
    return stream("/main");
  }

  private FakeStream sub() {
    return stream("/sub");
  }

  private FakeStream stream(String path) {
    return opener.all().stream()
        .filter(one -> one.target.path().equals(path))
        .reduce((first, second) -> second)
        .orElseThrow();
  }
}
