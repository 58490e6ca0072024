package org.gengfu.dashboard.resources;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.gengfu.core.doctor.Diagnosis;
import org.gengfu.core.doctor.Diagnosis.Finding;
import org.gengfu.core.doctor.Patient;
import org.gengfu.core.doctor.StreamDoctor;
import org.gengfu.core.doctor.StreamDoctor.BusyException;
import org.gengfu.core.doctor.StreamFacts;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Camera.Transport;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Secret;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.VillageRegistry.UnknownEntityException;
import org.gengfu.dashboard.http.Answer;
import org.gengfu.dashboard.http.ApiJson;
import org.gengfu.dashboard.http.Call;
import org.gengfu.dashboard.http.Operation;
import org.gengfu.dashboard.http.Problem;
import org.gengfu.dashboard.http.ProblemKind;
import org.jspecify.annotations.Nullable;

/** What is wrong with a camera's stream, and what to change: of a configured one, or of another. */
public final class DoctorOperations {
  private final VillageRegistry registry;
  private final StreamDoctor doctor;

  public DoctorOperations(VillageRegistry registry, StreamDoctor doctor) {
    this.registry = registry;
    this.doctor = doctor;
  }

  /** The operations by id. */
  public Map<String, Operation> operations() {
    return Map.of(
        "examineCamera", (Operation.Request) this::examine,
        "probeCamera", (Operation.Request) this::probe);
  }

  private Future<Answer> examine(Call call) {
    return Future.succeededFuture(
        Answer.json(
            view(
                doctor
                    .examine(call.id())
                    .orElseThrow(() -> new UnknownEntityException(Kind.CAMERA, call.id())))));
  }

  private Future<Answer> probe(Call call) {
    @Nullable Secret password = password(call);
    Patient patient =
        new Patient(
            call.bodyText("url"),
            call.optionalBodyText("username"),
            password,
            Transport.valueOf(call.bodyText("transport").toUpperCase(Locale.ROOT)),
            call.optionalBodyText("certificateSha256"));
    return doctor
        .probe(patient)
        .map(diagnosis -> Answer.json(view(diagnosis)))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof BusyException
                        ? Problem.of(ProblemKind.UNAVAILABLE, String.valueOf(failure.getMessage()))
                            .thrown()
                        : failure));
  }

  /**
   * One that is left out is that of the camera that is being changed, and is sent to that camera's
   * host alone: passwords never come out, by no detour either.
   */
  private @Nullable Secret password(Call call) {
    String given = call.optionalBodyText("password");
    if (given != null) {
      return new Secret(given);
    }
    String cameraId = call.optionalBodyText("cameraId");
    return cameraId == null
        ? null
        : registry
            .current()
            .camera(cameraId)
            .filter(camera -> sameHost(camera.url(), call.bodyText("url")))
            .map(Camera::password)
            .orElse(null);
  }

  private static boolean sameHost(String one, String other) {
    try {
      String host = URI.create(one).getHost();
      return host != null && host.equalsIgnoreCase(URI.create(other).getHost());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The contract's schema {@code Diagnosis}. */
  static ObjectNode view(Diagnosis diagnosis) {
    ObjectNode json = ApiJson.MAPPER.createObjectNode();
    json.put("verdict", diagnosis.verdict().code());
    ArrayNode findings = json.putArray("findings");
    for (Finding finding : diagnosis.findings()) {
      ObjectNode one = findings.addObject();
      one.put("code", finding.code().code());
      one.put("level", finding.code().level().code());
      one.putPOJO("details", finding.details());
    }
    json.set("facts", view(diagnosis.facts()));
    return json;
  }

  private static ObjectNode view(StreamFacts facts) {
    ObjectNode json = ApiJson.MAPPER.createObjectNode();
    @Nullable CameraState state = facts.state();
    @Nullable VideoFormat format = facts.format();
    json.put("state", state == null ? null : ApiJson.word(state));
    json.put("detail", facts.detail());
    json.put("codec", format == null ? null : ApiJson.word(format.codec()));
    json.put("codecs", format == null ? null : format.codecs());
    json.put("width", format == null ? null : Integer.valueOf(format.width()));
    json.put("height", format == null ? null : Integer.valueOf(format.height()));
    json.put("framesPerSecond", known(facts.framesPerSecond()));
    json.put("keyframeSeconds", known(facts.keyframeSeconds()));
    json.put("gopFrames", facts.gopFrames() == 0 ? null : Integer.valueOf(facts.gopFrames()));
    json.put("bitsPerSecond", known(facts.bitsPerSecond()));
    json.put("lossShare", known(facts.lossShare()));
    json.put("jitterMillis", known(facts.jitterMillis()));
    json.put(
        "clockOffsetSeconds",
        facts.clockOffset() == null ? null : Double.valueOf(facts.clockOffset().toMillis() / 1e3));
    json.put("reordered", facts.reordered());
    json.put("transport", facts.transport());
    facts.quirks().forEach(json.putArray("quirks")::add);
    return json;
  }

  private static @Nullable Double known(double value) {
    return Double.isFinite(value) ? Double.valueOf(Math.round(value * 1e4) / 1e4) : null;
  }
}
