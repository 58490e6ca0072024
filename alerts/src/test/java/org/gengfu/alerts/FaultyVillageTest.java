package org.gengfu.alerts;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of technical faults: each has a village of its own, in which nothing is wrong yet. */
abstract class FaultyVillageTest {
  @TempDir Path directory;
  FaultyVillage hub;
  TestVillage village;

  @BeforeEach
  final void open() throws IOException {
    hub = new FaultyVillage(directory);
    village = hub.village;
  }

  @AfterEach
  final void close() {
    hub.close();
  }
}
