package org.gengfu.ingest.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KnownServersTest {
  private static final String URL = "rtsp://h/a";
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final long SECOND = 1_000_000_000L;

  private final KnownServers servers = new KnownServers(LONGEST);

  @Test
  void waitsOutADeadSessionOnlyOnceTheServerIsKnownToHoldIt() {
    servers.sessionLeft(URL, 60, 0);
    assertThat(servers.wait(URL, SECOND)).isZero();
    assertThat(servers.refused(URL, 2 * SECOND)).isEqualTo(Duration.ofSeconds(60));
    assertThat(servers.wait(URL, 3 * SECOND)).isEqualTo(Duration.ofSeconds(59));
    assertThat(servers.wait(URL, 62 * SECOND)).isZero();
    assertThat(servers.refused(URL, 62 * SECOND)).isZero();
  }

  @Test
  void waitsAtOnceWhereSessionsAreKnownToOutliveTheirConnections() {
    servers.note(URL, Quirk.LIVE555_OF_BEFORE_2017);
    servers.sessionLeft(URL, 60, 0);
    assertThat(servers.wait(URL, 2 * SECOND)).isEqualTo(Duration.ofSeconds(60));
    servers.sessionEnded(URL);
    assertThat(servers.wait(URL, 2 * SECOND)).isZero();
    assertThat(servers.quirks(URL)).containsExactly(Quirk.LIVE555_OF_BEFORE_2017);
  }

  @Test
  void boundsTheWait() {
    servers.sessionLeft(URL, 3600, 0);
    assertThat(servers.refused(URL, 0)).isEqualTo(LONGEST);
    servers.sessionLeft(URL, 118, 0);
    assertThat(servers.refused(URL, 0)).isEqualTo(LONGEST);
    servers.sessionLeft(URL, 117, 0);
    assertThat(servers.refused(URL, 0)).isEqualTo(Duration.ofSeconds(119));
  }

  @Test
  void knowsNothingOfStrangersAndOtherAddresses() {
    servers.sessionLeft(URL, 60, 0);
    assertThat(servers.refused("rtsp://h/b", 0)).isZero();
    assertThat(servers.wait("rtsp://h/b", 0)).isZero();
    servers.sessionEnded("rtsp://h/b");
    assertThat(servers.quirks("rtsp://h/b")).isEmpty();
    assertThat(servers.size()).isEqualTo(1);
  }

  @Test
  void boundsWhatItRemembers() {
    for (int n = 0; n <= KnownServers.MAX_SERVERS; n++) {
      assertThat(servers.note("rtsp://h/" + n, Quirk.NO_CSEQ)).isTrue();
    }
    assertThat(servers.size()).isEqualTo(KnownServers.MAX_SERVERS);
    assertThat(servers.note("rtsp://h/1", Quirk.NO_CSEQ)).isFalse();
    assertThat(servers.note("rtsp://h/0", Quirk.NO_CSEQ)).isTrue();
  }
}
