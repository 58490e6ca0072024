package org.gengfu.ingest.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void aPictureComesThroughTheWholeConversation() {
    try (RtspClient rtsp = new RtspClient(2, Clock.systemUTC())) {
      assertThat(rtsp.warmUp()).isTrue();
      assertThat(rtsp.warmUp()).isTrue();
    }
  }

  @Test
  void aClosedClientIsNotWaitedForLong() {
    RtspClient rtsp = new RtspClient(1, Clock.systemUTC());
    rtsp.close();
    assertThat(rtsp.warmUp()).isFalse();
  }
}
