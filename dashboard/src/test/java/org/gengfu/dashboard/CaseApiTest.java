package org.gengfu.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.dashboard.fake.ApiClient.Reply;
import org.gengfu.dashboard.fake.FakeCaseDesk;
import org.gengfu.dashboard.fake.TestHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CaseApiTest {
  private static final byte[] JPEG = {
    (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 1, 2, 13, 10, 3
  };

  private TestHub hub;
  private String office;
  private String worker;

  @BeforeEach
  void start() {
    hub = new TestHub();
    office = hub.token("office");
    worker = hub.token("worker");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void casesComeInPagesNewestFirst() {
    for (int i = 0; i < 5; i++) {
      hub.desk.open(i % 2 == 0 ? "wang" : "li");
    }
    JsonNode first = hub.client.get("/cases?limit=3", office).json();
    assertThat(first.path("items").findValuesAsText("id")).startsWith("5");
    assertThat(first.path("items")).hasSize(3);
    assertThat(first.path("next").asLong()).isEqualTo(3);
    JsonNode second = hub.client.get("/cases?limit=3&beforeId=3", office).json();
    assertThat(second.path("items")).hasSize(2);
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(hub.client.get("/cases?workerId=li", office).json().path("items")).hasSize(2);
  }

  @Test
  void casesAreFilteredByTheirState() {
    hub.desk.open("wang");
    hub.desk.open(null);
    assertThat(hub.client.get("/cases?handling=new", office).json().path("items")).hasSize(1);
    assertThat(
            hub.client.get("/cases?handling=new&handling=dispatched", office).json().path("items"))
        .hasSize(2);
    assertThat(hub.client.get("/cases?handling=closed", office).json().path("items")).isEmpty();
  }

  @Test
  void technicalCasesAreListedApartAndAreTheAdminsToHandle() {
    hub.desk.open("wang");
    hub.desk.openFault(FaultKind.NO_FRAMES);
    JsonNode technical = hub.client.get("/cases?about=technical", office).json().path("items");
    assertThat(technical).hasSize(1);
    assertThat(technical.at("/0/fault/kind").asText()).isEqualTo("no-frames");
    assertThat(technical.at("/0/fault/details/reason").asText()).isEqualTo("timed-out");
    assertThat(technical.at("/0/next").toString())
        .isEqualTo("[\"accepted\",\"closed\",\"false-alarm\"]");
    JsonNode village = hub.client.get("/cases?about=village", office).json().path("items");
    assertThat(village).hasSize(1);
    assertThat(village.at("/0/fault").isNull()).isTrue();
    assertThat(hub.client.get("/cases", office).json().path("items")).hasSize(2);
    assertThat(hub.client.get("/cases?about=all", office).status()).isEqualTo(400);

    assertThat(hub.client.post("/cases/2/accept", office, "").status()).isEqualTo(403);
    assertThat(hub.client.post("/cases/2/close", office, "{}").status()).isEqualTo(403);
    assertThat(hub.client.post("/cases/2/accept", worker, "").status()).isEqualTo(403);
    String admin = hub.token("admin");
    assertThat(hub.client.post("/cases/2/accept", admin, "").status()).isEqualTo(200);
    assertThat(hub.client.post("/cases/2/close", admin, "{}").status()).isEqualTo(200);
  }

  @Test
  void aCaseShowsWhatPeopleNeed() {
    hub.desk.open("wang");
    JsonNode detail = hub.client.get("/cases/1", office).json();
    JsonNode theCase = detail.path("case");
    assertThat(theCase.path("sourceName").asText()).isEqualTo("村口");
    assertThat(theCase.path("gridName").asText()).isEqualTo("东片");
    assertThat(theCase.path("workerName").asText()).isEqualTo("王建国");
    assertThat(theCase.at("/location/longitude").asDouble()).isEqualTo(120.5);
    assertThat(theCase.path("openedAt").asText()).isEqualTo("2026-03-01T07:00:00Z");
    assertThat(theCase.at("/evidence/0/kind").asText()).isEqualTo("moment");
    assertThat(theCase.path("next").toString())
        .isEqualTo("[\"dispatched\",\"accepted\",\"closed\",\"false-alarm\"]");
    assertThat(detail.at("/steps/0/action").asText()).isEqualTo("opened");
    assertThat(detail.at("/deliveries/0/state").asText()).isEqualTo("given-up");
  }

  @Test
  void aGridWorkerSeesTheOwnCasesAlone() {
    hub.desk.open("wang");
    hub.desk.open("li");
    assertThat(hub.client.get("/cases", worker).json().path("items")).hasSize(1);
    assertThat(hub.client.get("/cases?workerId=li", worker).problem()).isEqualTo("not-yours");
    assertThat(hub.client.get("/cases/2", worker).problem()).isEqualTo("not-yours");
    assertThat(hub.client.get("/evidence/2", worker).problem()).isEqualTo("not-yours");
    assertThat(hub.client.get("/cases/1", worker).json().path("deliveries")).isEmpty();
    assertThat(hub.client.get("/evidence/1", worker).status()).isEqualTo(200);
    assertThat(hub.client.post("/cases/2/accept", worker, "").problem()).isEqualTo("not-yours");
  }

  @Test
  void evidenceIsSentAsItIs() {
    hub.desk.open("wang");
    Reply reply = hub.client.get("/evidence/1", office, "Accept-Encoding", "gzip");
    assertThat(reply.response().body()).isEqualTo(FakeCaseDesk.PICTURE);
    assertThat(reply.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(reply.header("Cache-Control")).contains("private").contains("immutable");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(hub.client.get("/evidence/9", office).status()).isEqualTo(404);
  }

  @Test
  void aCaseGoesItsWay() {
    hub.desk.open("wang");
    assertThat(hub.client.post("/cases/1/accept", worker, "").json().path("handling").asText())
        .isEqualTo("accepted");
    Reply handled = form("/cases/1/handle", worker, "已拖走", JPEG);
    assertThat(handled.status()).as(handled.text()).isEqualTo(200);
    assertThat(handled.json().path("handling").asText()).isEqualTo("handled");
    assertThat(handled.json().at("/evidence/1/kind").asText()).isEqualTo("photo");
    assertThat(hub.desk.lastPhoto()).isNotNull();
    assertThat(hub.desk.lastPhoto().bytes()).isEqualTo(JPEG);
    assertThat(hub.desk.lastPhoto().mediaType()).isEqualTo("image/jpeg");
    assertThat(hub.client.post("/cases/1/close", worker, "{}").json().path("handling").asText())
        .isEqualTo("closed");

    JsonNode steps = hub.client.get("/cases/1", office).json().path("steps");
    assertThat(steps.findValuesAsText("action"))
        .containsExactly("opened", "accepted", "handled", "closed");
    assertThat(steps.get(2).path("note").asText()).isEqualTo("已拖走");
    assertThat(steps.get(2).path("actor").asText()).isEqualTo("worker");

    Reply again = hub.client.post("/cases/1/close", office, "{}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.problem()).isEqualTo("wrong-state");
  }

  @Test
  void theOfficeHandsOverAndDismisses() {
    hub.desk.open("wang");
    Reply reply =
        hub.client.post("/cases/1/dispatch", office, "{\"workerId\":\"li\",\"note\":\"换人\"}");
    assertThat(reply.json().path("workerName").asText()).isEqualTo("李梅");
    assertThat(hub.client.post("/cases/1/dispatch", office, "{\"workerId\":\"ghost\"}").status())
        .isEqualTo(422);
    assertThat(hub.client.post("/cases/1/false-alarm", office, "{\"note\":\"\"}").wrongPlaces())
        .containsExactly("/note");
    assertThat(
            hub.client
                .post("/cases/1/false-alarm", office, "{\"note\":\"影子\"}")
                .json()
                .path("handling")
                .asText())
        .isEqualTo("false-alarm");
    assertThat(hub.client.post("/cases/9/close", office, "{}").status()).isEqualTo(404);
  }

  @Test
  void aFormWithoutAPhotoIsFine() {
    hub.desk.open("wang");
    hub.client.post("/cases/1/accept", worker, "");
    assertThat(form("/cases/1/handle", worker, "好了", new byte[0]).status()).isEqualTo(200);
    assertThat(hub.desk.lastPhoto()).isNull();
  }

  @Test
  void aPhotoMustBeAPicture() {
    hub.desk.open("wang");
    hub.client.post("/cases/1/accept", worker, "");
    Reply reply =
        form(
            "/cases/1/handle",
            worker,
            "x".repeat(1_001),
            "<script>".getBytes(StandardCharsets.US_ASCII));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.wrongPlaces()).containsExactlyInAnyOrder("photo", "note");
    assertThat(reply.said("photo")).isEqualTo("must be a JPEG, PNG or WebP picture");
    assertThat(reply.said("note")).isEqualTo("must have at most 1000 characters");
    assertThat(hub.client.get("/cases/1", office).json().at("/case/handling").asText())
        .isEqualTo("accepted");
  }

  @Test
  void aPhotoIsBounded() {
    hub.desk.open("wang");
    hub.client.post("/cases/1/accept", worker, "");
    byte[] huge = new byte[10 * 1024 * 1024 + 1];
    System.arraycopy(JPEG, 0, huge, 0, JPEG.length);
    assertThat(form("/cases/1/handle", worker, "", huge).problem()).isEqualTo("too-large");
  }

  @Test
  void aBrokenFormIsSaidToBeSo() {
    hub.desk.open("wang");
    Reply json = hub.client.post("/cases/1/handle", worker, "{}");
    assertThat(json.status()).isEqualTo(415);
    Reply broken =
        hub.client.send(
            hub.client
                .request("/cases/1/handle", worker, "Content-Type", "multipart/form-data")
                .POST(BodyPublishers.ofString("nonsense")));
    assertThat(broken.status()).isEqualTo(400);
    assertThat(broken.problem()).isEqualTo("malformed-form");
  }

  @Test
  void unknownFormFieldsAreRefused() {
    hub.desk.open("wang");
    String part = "--x\r\nContent-Disposition: form-data; name=\"colour\"\r\n\r\nred\r\n--x--\r\n";
    Reply reply =
        hub.client.send(
            hub.client
                .request(
                    "/cases/1/handle", worker, "Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(part)));
    assertThat(reply.said("colour")).isEqualTo("there is no such field");
  }

  private Reply form(String path, String token, String note, byte[] photo) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        ("--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n"
                + note
                + "\r\n--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"p.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(photo);
    body.writeBytes("\r\n--x--\r\n".getBytes(StandardCharsets.US_ASCII));
    return hub.client.send(
        hub.client
            .request(path, token, "Content-Type", "multipart/form-data; boundary=x")
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }
}
