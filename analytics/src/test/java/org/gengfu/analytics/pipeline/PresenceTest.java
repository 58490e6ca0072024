package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.analytics.motion.Presence;
import org.gengfu.analytics.motion.PresenceListener;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks for presence in a zone hears of it, whatever the zone's own rule is. */
class PresenceTest {
  @TempDir Path directory;

  /** Asks for one zone, and keeps what it hears. */
  private static final class Listener implements PresenceListener {
    final List<Instant> present = new ArrayList<>();
    final List<Instant> empty = new ArrayList<>();
    byte[] picture = new byte[0];
    boolean vehicle;

    @Override
    public boolean asksFor(String zoneId) {
      return zoneId.equals("zone-gate");
    }

    @Override
    public void present(String cameraId, Instant at, List<Presence> who, Evidence evidence) {
      assertThat(cameraId).isEqualTo("gate");
      (who.isEmpty() ? empty : present).add(at);
      for (Presence one : who) {
        vehicle = one.vehicle();
        byte[] made = evidence.picture(one);
        picture = made == null ? picture : made;
      }
    }
  }

  @Test
  void aVanInAZoneIsToldWithItsPicture() {
    Listener listener = new Listener();
    try (Hub hub = new Hub(directory, new FakeSink(), new ManualClock(Hub.START), listener)) {
      hub.registry.set(Hub.camera("gate"), Hub.noParking("gate"));
      hub.pipeline.start();
      hub.play("gate", Hub.street(), 0, 110);
    }
    assertThat(listener.present).isNotEmpty();
    assertThat(listener.present.get(0))
        .isBetween(Hub.START.plusSeconds(Hub.ARRIVES - 4), Hub.START.plusSeconds(Hub.ARRIVES + 10));
    assertThat(listener.present.get(listener.present.size() - 1))
        .isBetween(Hub.START.plusSeconds(Hub.LEAVES - 4), Hub.START.plusSeconds(Hub.LEAVES + 4));
    assertThat(listener.vehicle).isTrue();
    assertThat(listener.picture).startsWith(0xFF, 0xD8);
    assertThat(listener.empty).isNotEmpty();
  }
}
