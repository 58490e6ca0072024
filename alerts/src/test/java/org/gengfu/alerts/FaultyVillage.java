package org.gengfu.alerts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseStep;
import org.gengfu.core.cases.CaseStep.Action;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.faults.Fault;
import org.gengfu.core.storage.TestServer;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Metric;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.SensorKind;

/** A village whose technical faults a test raises and clears, with the clock in its hands. */
final class FaultyVillage implements AutoCloseable {
  final TestVillage village;
  final Map<String, byte[]> pictures = new HashMap<>();
  final List<Observation> told = new ArrayList<>();
  private final Path directory;
  private FaultBook book;
  private FaultRounds rounds;

  FaultyVillage(Path directory) throws IOException {
    this.directory = directory;
    this.village = new TestVillage(directory, TestServer.freshDatabase(directory));
    this.book = newBook();
    this.rounds = newRounds();
  }

  /** Only what is on disk is known. */
  void restart() throws IOException {
    book = newBook();
    rounds = newRounds();
  }

  private FaultBook newBook() throws IOException {
    return new FaultBook(directory.resolve("faults"), village.clock);
  }

  private FaultRounds newRounds() {
    return new FaultRounds(
        book,
        village.database.registry(),
        village.clock,
        observation -> {
          told.add(observation);
          village.alerts.sink().observe(observation);
        },
        pictures::get);
  }

  FaultBook book() {
    return book;
  }

  void raise(FaultKind kind, String subject) {
    book.raise(new Fault(kind, subject, village.clock.instant().minusSeconds(60), Map.of()));
  }

  void clear(FaultKind kind, String subject) {
    book.clear(kind, subject, village.clock.instant(), null);
  }

  void rounds(Duration time) {
    village.clock.advance(time);
    rounds.round();
    village.drained();
  }

  void cameras(int count) {
    for (int i = 0; i < count; i++) {
      String id = "cam" + i;
      village.add(
          new Camera(id, "第" + i + "路", "rtsp://192.0.2.9/" + i, null, null, null, null, true));
    }
  }

  void sensors(int count) {
    for (int i = 0; i < count; i++) {
      village.add(sensor("s" + i, true));
    }
  }

  static Sensor sensor(String id, boolean enabled) {
    return new Sensor(
        id,
        "水位 " + id,
        SensorKind.WATER_LEVEL,
        "village/" + id,
        List.of(new Metric("level", "/level", null, "m", 1)),
        List.of(),
        60,
        null,
        null,
        enabled);
  }

  List<Action> actions(Case theCase) {
    return village.desk().steps(theCase.id()).stream().map(CaseStep::action).toList();
  }

  @Override
  public void close() {
    village.close();
  }
}
