package org.gengfu.ingest.rtsp.h265;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.gengfu.ingest.rtsp.nal.DepacketizerFuzz;

/** Any payloads make well-formed access units or none; no memory is held. */
class H265DepacketizerFuzzTest {

  @FuzzTest
  void makesWellFormedUnits(byte[] data) {
    DepacketizerFuzz.run(
        data,
        new H265Syntax(),
        (memory, output) -> new H265Depacketizer(memory, new H265ParameterSets(), output));
  }
}
