package org.gengfu.dashboard.resources;

import io.vertx.core.Future;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.gengfu.core.life.Blocking;
import org.gengfu.core.media.CameraStatuses;
import org.gengfu.core.media.Snapshots;
import org.gengfu.core.media.Snapshots.Snapshot;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.VillageRegistry.UnknownEntityException;
import org.gengfu.dashboard.http.Answer;
import org.gengfu.dashboard.http.Call;
import org.gengfu.dashboard.http.Operation;
import org.gengfu.dashboard.http.Problem;
import org.gengfu.dashboard.http.ProblemKind;

/** How the cameras are doing, and what they see. */
public final class CameraOperations {
  private final VillageRegistry registry;
  private final CameraStatuses statuses;
  private final Snapshots snapshots;
  private final Blocking blocking;

  public CameraOperations(
      VillageRegistry registry, CameraStatuses statuses, Snapshots snapshots, Blocking blocking) {
    this.registry = registry;
    this.statuses = statuses;
    this.snapshots = snapshots;
    this.blocking = blocking;
  }

  /** The operations by id. */
  public Map<String, Operation> operations() {
    return Map.of(
        "listCameraStatuses", Operation.onWorker(blocking, call -> list()),
        "readCameraStatus", Operation.onWorker(blocking, this::status),
        "readSnapshot", (Operation.Request) this::snapshot);
  }

  private Answer list() {
    return Answer.items(statuses.all().stream().map(StatusJson::view).toList());
  }

  private Answer status(Call call) {
    requireCamera(call.id());
    return statuses
        .of(call.id())
        .map(status -> Answer.json(StatusJson.view(status)))
        .orElseThrow(
            () ->
                Problem.of(ProblemKind.UNKNOWN, "Camera " + call.id() + " is only just starting.")
                    .thrown());
  }

  private Future<Answer> snapshot(Call call) {
    requireCamera(call.id());
    int width = (int) call.number("width");
    return snapshots.latest(call.id(), width).map(picture -> answer(call, width, picture));
  }

  private static Answer answer(Call call, int width, Snapshot picture) {
    String tag = "\"" + picture.takenAt().toEpochMilli() + "-" + width + "\"";
    Answer whole =
        tag.equals(call.request().getHeader("If-None-Match"))
            ? Answer.notModified()
            : Answer.picture("image/jpeg", picture.jpeg());
    return whole
        .with("Cache-Control", "private, no-cache")
        .with("ETag", tag)
        .with(
            "Last-Modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                picture.takenAt().atOffset(ZoneOffset.UTC)));
  }

  private void requireCamera(String id) {
    if (registry.current().camera(id).isEmpty()) {
      throw new UnknownEntityException(Kind.CAMERA, id);
    }
  }
}
