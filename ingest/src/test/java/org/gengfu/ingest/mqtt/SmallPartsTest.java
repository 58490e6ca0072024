package org.gengfu.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gengfu.core.sensing.SensorStatuses.SensorStatus;
import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {
  private Instant now = Instant.parse("2026-11-22T06:40:00Z");

  @Test
  void waitsDoubleWithJitterUpToTheLongest() {
    Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), new Random(1));
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      waits.add(backoff.next());
    }
    assertThat(waits.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
    assertThat(waits.get(3)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(waits.subList(10, 40))
        .allSatisfy(w -> assertThat(w).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30)));
    assertThat(waits.subList(10, 40)).doesNotHaveDuplicates();
    backoff.reset();
    assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(500));
  }

  @Test
  void aSensorIsOnlineUntilItsSilenceIsTooLong() {
    FakeVillageRegistry registry = new FakeVillageRegistry(Sensors.level("a"));
    SensorBoard board = new SensorBoard(registry, () -> now, List::of);
    assertThat(only(board).online()).isFalse();
    board.heard("a", now, now);
    now = now.plusSeconds(60);
    assertThat(only(board).online()).isTrue();
    now = now.plusSeconds(1);
    assertThat(only(board).online()).isFalse();
    board.heard("a", now, now);
    board.heard("a", now.minusSeconds(500), now.minusSeconds(500));
    assertThat(only(board).online()).isTrue();
  }

  private static SensorStatus only(SensorBoard board) {
    assertThat(board.all()).hasSize(1);
    return board.all().iterator().next();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "village/+/up", "village/#", "a\u0000b"})
  void aTopicThatCannotBePublishedToIsTold(String topic) {
    TopicRoutes routes =
        TopicRoutes.of(
            List.of(
                Sensors.sensor("a", topic, Sensors.metric("level", "/level", null)),
                Sensors.level("b")));
    assertThat(routes.sensorsByTopic().keySet()).containsExactly("village/b");
    assertThat(routes.problems()).containsOnlyKeys("a");
  }

  @Test
  void aPointerThatIsNoneIsTold() {
    TopicRoutes routes =
        TopicRoutes.of(
            List.of(Sensors.sensor("a", "village/a", Sensors.metric("level", "level", null))));
    assertThat(routes.sensorsByTopic().keySet()).isEmpty();
    assertThat(routes.problems()).containsOnlyKeys("a");
  }

  @Test
  void theConfigurationNeverShowsThePassword() {
    Secret password = new Secret("hunter2");
    Broker broker =
        Sensors.broker("tcp://broker:1883", "hub", Broker.Protocol.MQTT_5, "u", password);
    assertThat(broker.toString()).doesNotContain("hunter2");
  }
}
