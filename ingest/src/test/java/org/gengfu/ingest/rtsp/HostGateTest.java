package org.gengfu.ingest.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gengfu.ingest.testing.ManualLoop;
import org.junit.jupiter.api.Test;

class HostGateTest {
  private static final String HOST = "recorder:554";

  private final ManualLoop loop = new ManualLoop();
  private final List<String> begun = new ArrayList<>();

  private HostGate.Ticket enter(HostGate gate, String name) {
    return gate.enter(HOST, loop, () -> begun.add(name));
  }

  @Test
  void letsSoManyInAndTheNextWhenOneIsThrough() {
    HostGate gate = new HostGate(RtspLimits.STANDARD);
    List<HostGate.Ticket> tickets = new ArrayList<>();
    for (int n = 0; n <= RtspLimits.DEFAULT_HANDSHAKES; n++) {
      tickets.add(enter(gate, "camera" + n));
    }
    assertThat(begun).isEmpty();
    loop.advance(Duration.ZERO);
    assertThat(begun).hasSize(RtspLimits.DEFAULT_HANDSHAKES);

    tickets.get(3).handshaken();
    loop.advance(Duration.ZERO);
    assertThat(begun)
        .hasSize(RtspLimits.DEFAULT_HANDSHAKES + 1)
        .endsWith("camera" + RtspLimits.DEFAULT_HANDSHAKES);
    tickets.forEach(HostGate.Ticket::leave);
    assertThat(gate.hosts()).isZero();
  }

  @Test
  void takesThemInTheirOrderAndForgetsWhoGaveUp() {
    HostGate gate = new HostGate(1, 10);
    HostGate.Ticket a = enter(gate, "a");
    HostGate.Ticket b = enter(gate, "b");
    HostGate.Ticket c = enter(gate, "c");
    loop.advance(Duration.ZERO);
    b.leave();
    b.leave();
    a.leave();
    loop.advance(Duration.ZERO);
    assertThat(begun).containsExactly("a", "c");
    c.leave();
    assertThat(gate.hosts()).isZero();
  }

  @Test
  void oneThatLeftBetweenItsTurnAndItsBeginningIsNotBegun() {
    HostGate gate = new HostGate(1, 10);
    HostGate.Ticket a = enter(gate, "a");
    a.leave();
    loop.advance(Duration.ZERO);
    assertThat(begun).isEmpty();
    assertThat(gate.hosts()).isZero();
  }

  @Test
  void takesThePlaceFromAHandshakeThatHangsButNotItsConnection() {
    HostGate gate = new HostGate(1, 10);
    HostGate.Ticket hanging = enter(gate, "hanging");
    enter(gate, "next");
    loop.advance(HostGate.PATIENCE.minusNanos(1));
    assertThat(begun).containsExactly("hanging");
    loop.advance(Duration.ofNanos(1));
    assertThat(begun).containsExactly("hanging", "next");
    assertThat(gate.open(HOST)).isEqualTo(2);
    // Its late success takes nobody's place away.
    hanging.handshaken();
    assertThat(gate.open(HOST)).isEqualTo(2);
  }

  @Test
  void boundsTheConnectionsInAll() {
    HostGate gate = new HostGate(4, 6);
    List<HostGate.Ticket> tickets = new ArrayList<>();
    for (int n = 0; n < 7; n++) {
      HostGate.Ticket ticket = enter(gate, "camera" + n);
      tickets.add(ticket);
      loop.advance(Duration.ZERO);
      ticket.handshaken();
    }
    assertThat(begun).hasSize(6);
    tickets.get(0).leave();
    loop.advance(Duration.ZERO);
    assertThat(begun).hasSize(7).endsWith("camera6");
  }

  @Test
  void hostsDontWaitForEachOther() {
    HostGate gate = new HostGate(1, 1);
    enter(gate, "a");
    gate.enter("other:554", loop, () -> begun.add("other"));
    loop.advance(Duration.ZERO);
    assertThat(begun).containsExactly("a", "other");
  }

  /** 80 cameras of one recorder, 24 of them hang for 10 s; the rest take 100 ms. */
  @Test
  void theHealthyGetThroughBesideManyThatHang() {
    HostGate gate = new HostGate(RtspLimits.STANDARD);
    Random random = new Random(7);
    List<Long> healthyDone = new ArrayList<>();
    for (int n = 0; n < 80; n++) {
      boolean hangs = n % 10 < 3;
      HostGate.Ticket[] own = new HostGate.Ticket[1];
      // As the pacer lets them come: 50 ms apart.
      loop.schedule(
          Duration.ofMillis(50L * n),
          () ->
              own[0] =
                  gate.enter(
                      HOST,
                      loop,
                      () ->
                          loop.schedule(
                              Duration.ofMillis(hangs ? 10_000 : 50 + random.nextInt(100)),
                              () -> {
                                own[0].handshaken();
                                if (hangs) {
                                  own[0].leave();
                                } else {
                                  healthyDone.add(loop.nanoTime());
                                }
                              })));
    }
    loop.advance(Duration.ofSeconds(8));
    assertThat(healthyDone).hasSize(56);
    loop.advance(Duration.ofSeconds(20));
    assertThat(gate.open(HOST)).isEqualTo(56);
  }
}
