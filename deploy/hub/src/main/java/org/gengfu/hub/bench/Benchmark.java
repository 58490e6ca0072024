package org.gengfu.hub.bench;

import java.io.IOException;
import java.util.List;

/** A named measurement that sets itself up. */
interface Benchmark {
  String name();

  /** One line on what it measures. */
  String about();

  /**
   * Measures.
   *
   * @throws IOException when something it needs can't be started or read; the message says what
   */
  List<Figure> run(Workplace workplace) throws IOException, InterruptedException;
}
