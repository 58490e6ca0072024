package org.gengfu.ingest.rtsp.h264;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.gengfu.ingest.rtsp.nal.DepacketizerFuzz;

/** Any payloads make well-formed access units or none; no memory is held. */
class H264DepacketizerFuzzTest {

  @FuzzTest
  void makesWellFormedUnits(byte[] data) {
    DepacketizerFuzz.run(
        data,
        new H264Syntax(),
        (memory, output) -> new H264Depacketizer(memory, new H264ParameterSets(), output));
  }
}
