package org.gengfu.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.dashboard.fake.ApiClient;
import org.gengfu.dashboard.fake.ApiClient.Reply;
import org.gengfu.dashboard.fake.TestHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private record Check(String name, boolean healthy) implements HealthCheck {
    @Override
    public Result check() {
      return new Result(healthy, name + " was asked on " + Thread.currentThread().getName());
    }
  }

  private ManagementServer server(List<HealthCheck> checks, int port) {
    return new ManagementServer(
        vertx, TestHub.blocking(vertx), () -> "gengfu_cameras 84\n", checks, "127.0.0.1", port);
  }

  @Test
  void metricsAndLifeAreShown() {
    try (ManagementServer server = server(List.of(), 0)) {
      server.start();
      ApiClient client = new ApiClient(server.port());
      Reply metrics = client.get("//metrics", null);
      assertThat(metrics.text()).isEqualTo("gengfu_cameras 84\n");
      assertThat(metrics.header("Content-Type")).startsWith("text/plain; version=0.0.4");
      assertThat(client.get("//health/live", null).json().path("status").asText()).isEqualTo("up");
      assertThat(client.get("//api/v1/cameras", null).status()).isEqualTo(404);
    }
  }

  @Test
  void readyMeansThatEveryCheckIsWell() {
    try (ManagementServer server = server(List.of(new Check("database", true)), 0)) {
      server.start();
      Reply reply = new ApiClient(server.port()).get("//health/ready", null);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().at("/checks/0/detail").asText()).contains("vert.x-worker");
    }
    HealthCheck broken =
        new HealthCheck() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public Result check() {
            throw new IllegalStateException("it broke");
          }
        };
    try (ManagementServer server =
        server(List.of(new Check("database", true), new Check("broker", false), broken), 0)) {
      server.start();
      Reply reply = new ApiClient(server.port()).get("//health/ready", null);
      assertThat(reply.status()).isEqualTo(503);
      JsonNode checks = reply.json().path("checks");
      assertThat(checks.findValuesAsText("name")).containsExactly("database", "broker", "broken");
      assertThat(checks.findValuesAsText("healthy")).containsExactly("true", "false", "false");
      assertThat(checks.get(2).path("detail").asText()).contains("it broke");
    }
  }

  @Test
  void aCheckThatHangsHoldsOneWorkerAndNobodyElseUp() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    int[] asked = new int[1];
    HealthCheck hanging =
        new HealthCheck() {
          @Override
          public String name() {
            return "hanging";
          }

          @Override
          public Result check() {
            asked[0]++;
            try {
              release.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return new Result(true, "at last");
          }
        };
    HealthReports reports =
        new HealthReports(
            vertx,
            TestHub.blocking(vertx),
            List.of(hanging, new Check("database", true)),
            Duration.ofMillis(50));
    for (int i = 0; i < 3; i++) {
      List<HealthReports.Line> lines = Waiting.on(reports.all());
      assertThat(lines.get(0).healthy()).isFalse();
      assertThat(lines.get(0).detail()).isEqualTo("no answer within 50 ms");
      assertThat(lines.get(1).healthy()).isTrue();
    }
    assertThat(asked[0]).isEqualTo(1);
    release.countDown();
  }

  @Test
  void aTakenPortIsSaidToBeSo() {
    try (ManagementServer first = server(List.of(), 0)) {
      first.start();
      ManagementServer second = server(List.of(), first.port());
      assertThatThrownBy(second::start)
          .hasMessageContaining("can't listen on 127.0.0.1:" + first.port());
      second.close();
    }
  }
}
