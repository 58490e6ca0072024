package org.gengfu.ingest.health;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.doctor.Diagnosis;
import org.gengfu.core.doctor.Diagnosis.Finding;
import org.gengfu.core.doctor.Patient;
import org.gengfu.core.doctor.StreamDoctor;
import org.gengfu.core.doctor.StreamFacts;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.media.CameraStatuses;
import org.gengfu.core.media.Complaint;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Secret;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.ingest.source.CameraLoop;
import org.gengfu.ingest.source.Credentials;
import org.gengfu.ingest.source.StreamSource;
import org.gengfu.ingest.source.StreamTarget;
import org.jspecify.annotations.Nullable;

/** The stream doctor: examines the cameras that are received, and probes those that may be. */
public final class Doctor implements StreamDoctor {
  /** Probes at the same time: each is a stream that nobody has asked for. */
  static final int MOST_PROBES = 4;

  private final VillageRegistry registry;
  private final CameraStatuses statuses;
  private final StreamHealth health;
  private final FaultSink faults;
  private final StreamSource source;
  private final Supplier<CameraLoop> loops;
  private final InstantSource clock;
  private final Semaphore places = new Semaphore(MOST_PROBES);

  public Doctor(
      VillageRegistry registry,
      CameraStatuses statuses,
      StreamHealth health,
      FaultSink faults,
      StreamSource source,
      Supplier<CameraLoop> loops,
      InstantSource clock) {
    this.registry = registry;
    this.statuses = statuses;
    this.health = health;
    this.faults = faults;
    this.source = source;
    this.loops = loops;
    this.clock = clock;
  }

  @Override
  public Optional<Diagnosis> examine(String cameraId) {
    return registry.current().camera(cameraId).map(this::examine);
  }

  private Diagnosis examine(Camera camera) {
    @Nullable CameraStatus status = statuses.of(camera.id()).orElse(null);
    StreamSeen seen = health.seen(camera.id());
    Set<FaultKind> open =
        Arrays.stream(FaultKind.values())
            .filter(kind -> kind.ofCamera() && faults.isOpen(kind, camera.id()))
            .collect(Collectors.toSet());
    double bitsInAll = statuses.all().stream().mapToDouble(CameraStatus::bitsPerSecond).sum();
    StreamFacts facts =
        facts(
            status == null
                ? (camera.enabled() ? CameraState.CONNECTING : CameraState.DISABLED)
                : status.state(),
            status == null ? null : status.detail(),
            seen,
            clock.instant(),
            health.lossShare(camera.id()),
            status == null ? null : status.clockOffset(),
            transport(camera.url(), camera.transport()),
            status == null ? List.of() : status.quirks());
    return diagnose(
        facts, status == null ? null : status.complaint(), seen, camera, open, bitsInAll);
  }

  static StreamFacts facts(
      CameraState state,
      @Nullable String detail,
      @Nullable StreamSeen seen,
      Instant now,
      double lossShare,
      @Nullable Duration clockOffset,
      String transport,
      List<String> quirks) {
    if (seen == null || state != CameraState.STREAMING) {
      return new StreamFacts(
          state,
          detail,
          null,
          Double.NaN,
          Double.NaN,
          0,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          clockOffset,
          false,
          transport,
          quirks);
    }
    return new StreamFacts(
        state,
        detail,
        seen.format(),
        seen.unitsPerSecond(),
        seen.keyframeSecondsBy(now),
        seen.gopUnits(),
        seen.bitsPerSecond(),
        lossShare,
        seen.jitterMillis(),
        clockOffset,
        seen.reordered(),
        transport,
        quirks);
  }

  static Diagnosis diagnose(
      StreamFacts facts,
      @Nullable Complaint failure,
      @Nullable StreamSeen seen,
      @Nullable Camera camera,
      Set<FaultKind> open,
      double bitsInAll) {
    Diagnosis diagnosis = Examination.of(facts, failure, camera, open, bitsInAll);
    if (seen == null
        || facts.state() != CameraState.STREAMING
        || seen.keyframeSpread() <= Examination.SPREAD) {
      return diagnosis;
    }
    List<Finding> findings = new ArrayList<>(diagnosis.findings());
    findings.add(Examination.varying(seen.keyframeSeconds(), seen.keyframeSpread()));
    return Diagnosis.of(findings, facts);
  }

  private static String transport(String url, Camera.Transport transport) {
    int colon = url.indexOf(':');
    String scheme = colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
    return scheme.startsWith("rtsp")
        ? scheme + "/" + transport.name().toLowerCase(Locale.ROOT)
        : scheme;
  }

  @Override
  public Future<Diagnosis> probe(Patient patient) {
    StreamTarget target;
    try {
      target =
          StreamTarget.of(
              patient.url(),
              credentials(patient),
              patient.transport(),
              patient.certificateSha256());
    } catch (IllegalArgumentException e) {
      return Future.succeededFuture(invalid(e.getMessage(), patient));
    }
    if (!places.tryAcquire()) {
      return Future.failedFuture(new BusyException(MOST_PROBES));
    }
    return new Probe(loops.get(), transport(patient.url(), patient.transport()), clock)
        .run(source, target)
        .onComplete(done -> places.release());
  }

  private static @Nullable Credentials credentials(Patient patient) {
    String name = patient.username();
    Secret password = patient.password();
    return name == null || password == null ? null : new Credentials(name, password);
  }

  private Diagnosis invalid(@Nullable String detail, Patient patient) {
    StreamFacts facts =
        facts(
            CameraState.UNSUPPORTED,
            detail,
            null,
            clock.instant(),
            Double.NaN,
            null,
            transport(patient.url(), patient.transport()),
            List.of());
    return diagnose(facts, Complaint.ADDRESS_INVALID, null, null, Set.of(), 0);
  }
}
