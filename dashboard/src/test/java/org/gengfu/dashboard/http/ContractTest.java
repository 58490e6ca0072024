package org.gengfu.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.cases.NoClipReason;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.events.DomainEvent;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.media.Complaint;
import org.gengfu.core.media.Hindrance;
import org.gengfu.core.recording.RecordingProtection;
import org.gengfu.core.replay.Trial;
import org.gengfu.dashboard.fake.ApiClient.Reply;
import org.gengfu.dashboard.fake.TestHub;
import org.gengfu.dashboard.fake.TestSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract is whole, the code does all of it, and what the code answers is what it says. */
class ContractTest {
  private static final Contract CONTRACT = Contract.read();
  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = new TestHub();
    hub.desk.open("wang");
    Instant now = hub.clock.instant();
    hub.replays.begin(
        new Trial.OfZones(
            "gate", hub.registry.current().zonesOf("gate"), now.minusSeconds(60), now),
        "admin");
    hub.replays.begin(
        new Trial.OfThresholds(
            hub.registry.current().sensor("pond").orElseThrow(), now.minusSeconds(60), now),
        "admin");
    hub.storage.protect("gate", now.minusSeconds(60), now, "case 1", RecordingProtection.HUB);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  static Stream<ContractOperation> operations() {
    return CONTRACT.operations().stream();
  }

  @Test
  void codeAndContractHaveTheSameOperations() {
    Map<String, Operation> all = new HashMap<>();
    Operation.Request nothing = call -> Future.succeededFuture(Answer.noContent());
    operations().forEach(operation -> all.put(operation.id(), nothing));
    assertThat(all).hasSameSizeAs(CONTRACT.operations());
    build(all);

    all.remove("listCameras");
    assertThatThrownBy(() -> build(all)).isInstanceOf(IllegalStateException.class);
    all.put("listCameras", nothing);
    all.put("forgotten", nothing);
    assertThatThrownBy(() -> build(all)).hasMessageContaining("forgotten");
  }

  private static ApiRouter build(Map<String, Operation> operations) {
    Gate gate = new Gate(token -> Future.failedFuture("none"), new Origins(false));
    return new ApiRouter(CONTRACT, gate, TestHub.blocking(hub.vertx), operations);
  }

  @Test
  void vertxTakesItAndItsPrefixIsOurs() throws Exception {
    Vertx vertx = hub.vertx;
    CONTRACT.forVertx(vertx).toCompletionStage().toCompletableFuture().get();
    assertThat(CONTRACT.document().getJsonArray("servers").getJsonObject(0).getString("url"))
        .isEqualTo(Contract.PREFIX);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyOperationSaysWhoMayCallItAndTakesNoUnknownFields(ContractOperation operation) {
    assertThat(operation.open() || !operation.roles().isEmpty()).isTrue();
    if (operation.body() != null && !operation.id().equals("replaceMap")) {
      JsonObject schema = operation.body().check().schema();
      assertThat(schema.getString("type")).isEqualTo("object");
      assertThat(schema.getValue("additionalProperties")).isEqualTo(false);
    }
  }

  /** The pages have a text for each code of the contract; a test there compares the same lists. */
  @Test
  void everyCodeOfFaultsAndComplaintsIsListed() {
    assertThat(codes("FaultKind"))
        .containsExactlyElementsOf(Stream.of(FaultKind.values()).map(FaultKind::code).toList());
    assertThat(codes("Complaint"))
        .containsExactlyElementsOf(Stream.of(Complaint.values()).map(Complaint::code).toList());
    assertThat(codes("FaultReason"))
        .containsExactlyElementsOf(Stream.of(FaultReason.values()).map(FaultReason::code).toList());
    assertThat(codes("DeliveryReason"))
        .containsExactlyElementsOf(
            Stream.of(DeliveryReason.values()).map(DeliveryReason::code).toList());
    assertThat(codes("NoClipReason"))
        .containsExactlyElementsOf(
            Stream.of(NoClipReason.values()).map(NoClipReason::code).toList());
    assertThat(codes("Hindrance"))
        .containsExactlyElementsOf(Stream.of(Hindrance.values()).map(Hindrance::code).toList());
  }

  @Test
  void everyRuleForFieldsIsListed() {
    assertThat(codes("FieldRule"))
        .containsExactlyElementsOf(Stream.of(FieldRule.values()).map(FieldRule::code).toList());
  }

  private static List<Object> codes(String schema) {
    return ((JsonArray)
            JsonPointer.from("/components/schemas/" + schema + "/enum")
                .queryJson(CONTRACT.document()))
        .stream().toList();
  }

  @Test
  void problemsAreListed() {
    String description =
        (String)
            JsonPointer.from("/components/schemas/Problem/description")
                .queryJson(CONTRACT.document());
    for (ProblemKind kind : ProblemKind.values()) {
      assertThat(description).contains("`" + kind.code() + "`");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/session",
        "/accounts",
        "/cameras",
        "/zones",
        "/sensors",
        "/sensor-types",
        "/brokers",
        "/broker-statuses",
        "/grids",
        "/workers",
        "/duties",
        "/webhooks",
        "/map",
        "/camera-statuses",
        "/sensor-statuses",
        "/summary",
        "/trend",
        "/system",
        "/cases",
        "/recording/status",
        "/recording/protections",
        "/replays"
      })
  void answersAreAsTheContractSays(String path) throws Exception {
    check(path, path, path.equals("/session") ? "office" : "admin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/cases/1",
        "/cameras/gate",
        "/cameras/gate/status",
        "/cameras/yard/status",
        "/zones/gate-front",
        "/sensors/pond",
        "/sensors/pond/unreadable",
        "/sensor-types/well",
        "/brokers/default",
        "/grids/east",
        "/workers/wang",
        "/duties/days",
        "/webhooks/city",
        "/accounts/worker",
        "/sensors/pond/series?metric=level",
        "/replays/now-1",
        "/replays/now-2"
      })
  void singleAnswersAreAsTheContractSays(String path) throws Exception {
    String[] parts = path.split("[/?]", -1);
    parts[2] = "{id}";
    String template = "/" + parts[1] + "/{id}" + (parts.length > 3 ? "/" + parts[3] : "");
    check(path, template, "admin");
  }

  private static void check(String path, String template, String account) throws Exception {
    Reply reply = hub.client.get(path, hub.token(account));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    JsonPointer place =
        JsonPointer.create()
            .append(List.of("paths", template, "get", "responses", "200", "content"))
            .append("application/json")
            .append("schema");
    JsonObject schema = (JsonObject) place.queryJson(CONTRACT.document());
    assertThat(schema).as(template).isNotNull();
    assertThat(new SchemaCheck(schema).check(map(reply.text()))).as(reply.text()).isEmpty();
  }

  @Test
  void whatTheFeedSendsIsAsTheContractSays() throws Exception {
    JsonObject schema =
        (JsonObject)
            JsonPointer.from("/components/schemas/FeedMessage").queryJson(CONTRACT.document());
    try (TestSocket office =
        TestSocket.open(hub.client, "/feed", "Authorization", "Bearer " + hub.token("office"))) {
      for (int i = 0; i < 4; i++) {
        String message = office.json().toString();
        if (i == 0) {
          // It has greeted, so it listens from now on.
          hub.desk.open("wang");
          hub.events.publish(new DomainEvent.CameraChanged(hub.video.of("gate").orElseThrow()));
          hub.events.publish(new DomainEvent.ReadingsArrived(hub.sensing.latest()));
        }
        String type = (String) map(message).get("type");
        JsonObject variant =
            schema.getJsonArray("oneOf").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("title").equals(type))
                .findFirst()
                .orElseThrow();
        assertThat(new SchemaCheck(variant).check(map(message))).as(message).isEmpty();
      }
    }
  }

  @Test
  void everyOperationIsNamedOnce() {
    assertThat(operations().map(ContractOperation::id)).doesNotHaveDuplicates();
    assertThat(operations().map(operation -> operation.id().toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates();
  }

  private static Map<String, Object> map(String json) throws Exception {
    return new ObjectMapper().readValue(json, new TypeReference<Map<String, Object>>() {});
  }
}
