package org.gengfu.hub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.gengfu.analytics.decode.VideoFile;
import org.gengfu.analytics.health.PictureHealth;
import org.gengfu.analytics.health.PictureProbe;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.Role;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.storage.Database;
import org.gengfu.dashboard.login.Passwords;
import org.gengfu.hub.Hub;
import org.gengfu.simulator.clip.Clip;
import org.gengfu.simulator.clip.EncodedScene;
import org.gengfu.simulator.clip.Gop;
import org.gengfu.simulator.clip.LoopedScene;
import org.gengfu.simulator.clip.Picture;
import org.gengfu.simulator.encode.ClipEncoder;
import org.gengfu.simulator.rtsp.Fault;
import org.gengfu.simulator.rtsp.SimulatedCamera;
import org.gengfu.simulator.rtsp.SimulatedCameraServer;
import org.gengfu.simulator.scene.Film;
import org.gengfu.simulator.scene.I420;
import org.gengfu.simulator.scene.Mishap;
import org.gengfu.simulator.scene.MishapFilm;
import org.gengfu.simulator.scene.Scenery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cameras that break in every way, each a technical case for the admin, which closes by itself when
 * the camera is well again. The hub's clock and the cameras' run eight times as fast as time, as
 * the hub is patient for minutes.
 */
class BrokenCamerasIT {
  private static final int SPEED = 8;

  /** So short that keyframes are not late by the fast clock. */
  private static final int GOP_FRAMES = 4;

  private static final int FRAMES = 100;
  private static final int SLOW_GOP_FRAMES = 50;
  private static final int BITS_PER_SECOND = 320_000;
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final String PASSWORD = "a password of the test";
  private static final String WELL = "well";

  @TempDir private Path directory;

  private final FastClock clock = new FastClock(SPEED);
  private final SimulatedCameraServer cameras =
      new SimulatedCameraServer(0, 1, SimulatedCameraServer.SESSION_TIMEOUT_SECONDS, clock);
  private final Film street =
      new Beginning(
          Objects.requireNonNull(Scenery.STREET_MORNING.films().get(Scenery.LOOP)), FRAMES);
  private final Clip clip = ClipEncoder.encode(street, GOP_FRAMES, BITS_PER_SECOND);
  private final EncodedScene good = new LoopedScene(clip, 0);
  private final Map<FaultKind, Breakage> breakages = breakages();
  private Hub hub;
  private HubClient admin;

  /** The first pictures of a film. */
  private record Beginning(Film film, int frames) implements Film {
    @Override
    public int width() {
      return film.width();
    }

    @Override
    public int height() {
      return film.height();
    }

    @Override
    public int framesPerSecond() {
      return film.framesPerSecond();
    }

    @Override
    public void draw(int frame, I420 into) {
      film.draw(frame, into);
    }
  }

  /** Lets a camera break, or be well again. */
  private interface Breakage {
    void set(SimulatedCamera camera, boolean broken);
  }

  private Map<FaultKind, Breakage> breakages() {
    Map<FaultKind, Breakage> all = new LinkedHashMap<>();
    all.put(
        FaultKind.NO_FRAMES, (camera, broken) -> camera.fault(broken ? Fault.STALL : Fault.NONE));
    all.put(FaultKind.BLACK_PICTURE, shows(mishap(Mishap.BLACK)));
    all.put(
        FaultKind.KEYFRAME_INTERVAL,
        shows(new LoopedScene(ClipEncoder.encode(street, SLOW_GOP_FRAMES, BITS_PER_SECOND), 0)));
    all.put(FaultKind.COVERED_LENS, shows(mishap(Mishap.COVERED)));
    all.put(
        FaultKind.CLOCK_OFF,
        (camera, broken) -> camera.clockOffset(broken ? Duration.ofHours(8) : Duration.ZERO));
    all.put(FaultKind.BITRATE_COLLAPSE, shows(mishap(Mishap.COVERED)));
    all.put(
        FaultKind.PACKET_LOSS,
        (camera, broken) -> camera.fault(broken ? Fault.LOSE_PACKETS : Fault.NONE));
    all.put(FaultKind.OVER_EXPOSED, shows(mishap(Mishap.OVER_EXPOSED)));
    all.put(FaultKind.FROZEN_PICTURE, shows(frozen()));
    all.put(FaultKind.SCENE_MOVED, shows(mishap(Mishap.MOVED)));
    all.put(FaultKind.BLURRED, shows(mishap(Mishap.BLURRED)));
    return all;
  }

  private Breakage shows(EncodedScene instead) {
    return (camera, broken) -> camera.show(broken ? instead : good);
  }

  private EncodedScene mishap(Mishap mishap) {
    return new LoopedScene(film(mishap), 0);
  }

  private Clip film(Mishap mishap) {
    return ClipEncoder.encode(new MishapFilm(street, mishap), GOP_FRAMES, BITS_PER_SECOND);
  }

  /** Where nothing changes the encoder settles, and writes the same again and again. */
  private EncodedScene frozen() {
    Clip settling = film(Mishap.FROZEN);
    List<Gop> gops = settling.gops();
    return new LoopedScene(new Clip(settling.gopTicks(), List.of(gops.get(gops.size() - 1))), 0);
  }

  @BeforeEach
  void start() throws IOException {
    cameras.add(WELL, good);
    breakages.keySet().forEach(kind -> cameras.add(kind.code(), good));
    cameras.start();
    looksAsLearned();
    hub = new Hub(TestConfig.under(directory, null), clock, this::prepare);
    hub.start();
    admin = new HubClient(hub.http().toString()).login("admin", PASSWORD);
    camera(WELL);
    breakages.keySet().forEach(kind -> camera(kind.code()));
    Await.until(
        "all cameras streaming",
        Duration.ofSeconds(60),
        () -> breakages.keySet().stream().allMatch(kind -> state(kind.code()).equals("streaming")));
  }

  /** As if the hub had seen these cameras for a while before this start. */
  private void looksAsLearned() throws IOException {
    PictureHealth health = new PictureHealth(none -> false, null);
    PictureProbe probe = new PictureProbe();
    Path video = Files.write(directory.resolve("street.h264"), annexB());
    int[] seen = {0};
    while (seen[0] < 300) {
      read(
          video,
          (picture, nanos) ->
              health.look(probe.take(picture, Instant.EPOCH.plusSeconds(2L * seen[0]++))));
    }
    Path state = Files.createDirectories(directory.resolve("hub/analytics"));
    for (FaultKind kind : breakages.keySet()) {
      if (kind != FaultKind.BITRATE_COLLAPSE) { // That one is not judged by its picture.
        Files.write(state.resolve(kind.code() + ".look"), health.save());
      }
    }
    Files.write(state.resolve(WELL + ".look"), health.save());
  }

  private static void read(Path video, VideoFile.PictureConsumer consumer) throws IOException {
    try {
      new VideoFile(video).read(consumer);
    } catch (org.gengfu.analytics.decode.UnreadableVideoException e) {
      throw new IOException(e);
    }
  }

  private byte[] annexB() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Gop gop : clip.gops()) {
      List<byte[]> nals = new ArrayList<>();
      nals.add(gop.parameterSets().sps());
      nals.add(gop.parameterSets().pps());
      gop.pictures().forEach(picture -> nals.addAll(picture.nals()));
      for (byte[] nal : nals) {
        out.writeBytes(new byte[] {0, 0, 0, 1});
        out.writeBytes(nal);
      }
    }
    return out.toByteArray();
  }

  private void prepare(Database database) {
    database
        .accounts()
        .create(new Account("admin", Role.ADMIN, null), new Passwords(6).hash(PASSWORD), "test");
    sentAsMuchYesterday(database);
  }

  /** What the collapsing camera sent at this time of yesterday, by the clock that runs so fast. */
  private void sentAsMuchYesterday(Database database) {
    double bits =
        clip.gops().stream().flatMap(gop -> gop.pictures().stream()).mapToInt(Picture::size).sum()
            * 8
            / clip.seconds()
            / SPEED;
    Instant first = clock.instant().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
    for (int minute = 0; minute < 180; minute++) {
      Instant at = first.plus(minute, ChronoUnit.MINUTES);
      database
          .cameraHealth()
          .append(
              at,
              List.of(
                  new CameraStatus(
                      FaultKind.BITRATE_COLLAPSE.code(),
                      CameraState.STREAMING,
                      first,
                      null,
                      null,
                      at,
                      street.framesPerSecond(),
                      bits,
                      0)));
    }
  }

  /** With a zone, so that a picture every other second is looked at. */
  private void camera(String id) {
    created("/cameras", Map.of("id", id, "name", id, "url", cameras.url(id)));
    if (!id.equals(FaultKind.BITRATE_COLLAPSE.code())) {
      created(
          "/zones",
          Map.of(
              "id",
              id,
              "cameraId",
              id,
              "name",
              id,
              "kind",
              "no-parking",
              "polygon",
              List.of(List.of(0, 0), List.of(0.02, 0), List.of(0, 0.02)),
              "dwellSeconds",
              86_400));
    }
  }

  private void created(String path, Map<String, Object> what) {
    HubClient.Answer answer = admin.post(path, what);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
  }

  private String state(String id) {
    return admin.get("/cameras/" + id + "/status").body().path("state").asText();
  }

  @AfterEach
  void stop() {
    hub.close();
    cameras.close();
  }

  @Test
  void eachIsACaseThatClosesByItselfWhenTheCameraIsWellAgain() {
    breakages.forEach((kind, breakage) -> breakage.set(cameras.camera(kind.code()), true));
    Map<FaultKind, Long> cases = new LinkedHashMap<>();
    breakages.forEach(
        (kind, breakage) -> {
          JsonNode found = Await.value("a case of " + kind, PATIENCE, () -> caseOf(kind.code()));
          opened(kind, found);
          cases.put(kind, found.path("id").asLong());
          breakage.set(cameras.camera(kind.code()), false);
        });
    cases.forEach(this::closes);
    assertThat(technical()).as("one case a camera, none of the good one").hasSize(cases.size());
    assertThat(admin.get("/cases?about=village").body().path("items")).isEmpty();
  }

  private List<JsonNode> technical() {
    JsonNode items = admin.get("/cases?about=technical").body().path("items");
    return StreamSupport.stream(items.spliterator(), false).toList();
  }

  private @Nullable JsonNode caseOf(String cameraId) {
    return technical().stream()
        .filter(item -> item.path("cameraId").asText().equals(cameraId))
        .findFirst()
        .orElse(null);
  }

  private void opened(FaultKind kind, JsonNode found) {
    assertThat(found.at("/fault/kind").asText()).isEqualTo(kind.code());
    assertThat(found.at("/fault/details")).as("what was measured of " + kind).isNotEmpty();
    assertThat(found.path("type").asText()).isEqualTo("camera-fault");
    assertThat(found.path("handling").asText()).isEqualTo("new");
    assertThat(found.path("evidence")).as("the picture of " + kind).isNotEmpty();
    long picture = found.at("/evidence/0/id").asLong();
    assertThat(admin.bytes("/evidence/" + picture).body()).startsWith(0xff, 0xd8);
  }

  private void closes(FaultKind kind, long id) {
    Await.until(
        "the end of " + kind,
        PATIENCE,
        () -> admin.get("/cases/" + id).body().at("/case/handling").asText().equals("closed"));
    JsonNode detail = admin.get("/cases/" + id).body();
    assertThat(detail.at("/case/condition").asText()).isEqualTo("cleared");
    JsonNode last = detail.path("steps").get(detail.path("steps").size() - 1);
    assertThat(last.path("action").asText()).isEqualTo("cleared");
    assertThat(last.path("actor").asText()).isEqualTo("system");
  }
}
