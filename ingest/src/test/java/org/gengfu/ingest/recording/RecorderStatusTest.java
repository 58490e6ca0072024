package org.gengfu.ingest.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.recording.RecordingStatus.CameraRecording;
import org.gengfu.core.recording.RecordingStatus.DiskState;
import org.gengfu.core.recording.RecordingStatus.Idle;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.core.village.RecordingPlan.Mode;
import org.gengfu.core.village.RecordingPlan.Window;
import org.junit.jupiter.api.Test;

/** How the recorder says that it is. */
class RecorderStatusTest extends RunningRecorder {
  @Test
  void theStatusSaysWhyACameraIsNotRecorded() throws IOException {
    Window otherDay = new Window(Set.of(DayOfWeek.MONDAY), LocalTime.NOON, LocalTime.of(13, 0));
    camera("1-on", continuous(30));
    camera("2-silent", continuous(30));
    camera("3-off", new RecordingPlan(Mode.OFF, 30, false, List.of()));
    camera("4-later", new RecordingPlan(Mode.SCHEDULE, 30, false, List.of(otherDay)));
    camera("5-calm", new RecordingPlan(Mode.EVENT, 30, false, List.of()));
    camera("6-gone", continuous(30));
    registry.put(new Camera("7-out", "7-out", "rtsp://127.0.0.1/7", null, null, null, null, false));
    start(disk("a"));
    for (String camera : List.of("1-on", "6-gone")) {
      subscribed(camera);
      send(camera, 0, 10);
      eventually(() -> fragments(camera), () -> fragments(camera) == 4);
    }
    registry.delete(org.gengfu.core.village.Kind.CAMERA, "6-gone", 1, "test");

    eventually(() -> feeds.consumers, () -> !feeds.consumers.containsKey("6-gone"));
    assertThat(recorder().status().cameras())
        .extracting(CameraRecording::idle)
        .containsExactly(
            null,
            Idle.NO_PICTURES,
            Idle.OFF,
            Idle.OUTSIDE_HOURS,
            Idle.NO_CASE,
            Idle.GONE,
            Idle.DISABLED);
    assertThat(recorder().status().cameras().get(5).mode()).isNull();

    Files.delete(directory.resolve("a/gengfu-disk.json"));
    send("1-on", 600, 606);
    eventually(
        () -> recorder().status().disks(),
        () -> recorder().status().disks().get(0).state() == DiskState.MISSING);
    assertThat(recorder().status().disks().get(0).detail()).contains("mounted");
    send("1-on", 606, 612);
    assertThat(recorder().status().cameras().get(0).idle()).isEqualTo(Idle.NO_DISK);
    eventually(
        () -> faults.open,
        () -> faults.isOpen(FaultKind.DISK_UNUSABLE, disk("a").path().toString()));
  }

  @Test
  void theStatusSaysWhatEachCameraHas() {
    camera("cam-1", continuous(7));
    camera("cam-2", new RecordingPlan(Mode.OFF, 30, false, List.of()));
    start(disk("a"));
    subscribed("cam-1");
    send("cam-1", 0, 10);
    eventually(() -> fragments("cam-1"), () -> fragments("cam-1") == 4);

    List<CameraRecording> cameras = recorder().status().cameras();

    assertThat(cameras).extracting(CameraRecording::cameraId).containsExactly("cam-1", "cam-2");
    assertThat(cameras.get(0).recording()).isTrue();
    assertThat(cameras.get(0).days()).isEqualTo(7);
    assertThat(cameras.get(0).lastWrittenAt()).isEqualTo(at(6));
    assertThat(cameras.get(0).oldestAt()).isEqualTo(Film.START);
    assertThat(cameras.get(0).bytes())
        .as("what is being written is among them")
        .isEqualTo(cameras.get(0).bytesLastDay())
        .isGreaterThan(4 * 4_000L);
    assertThat(cameras.get(1).mode()).isEqualTo(Mode.OFF);
    assertThat(cameras.get(1).recording()).isFalse();
    assertThat(recorder().health().check().detail()).contains("1 cameras are recorded on 1 disks");
  }
}
