package org.gengfu.dashboard.recordings;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.life.Blocking;
import org.gengfu.core.recording.RecordedVideo;
import org.gengfu.core.recording.RecordingException;
import org.gengfu.core.recording.RecordingException.Reason;
import org.gengfu.core.recording.RecordingProtection;
import org.gengfu.core.recording.RecordingProtection.Protection;
import org.gengfu.core.recording.RecordingProtection.Wanted;
import org.gengfu.core.recording.RecordingStatus;
import org.gengfu.core.recording.RecordingStatus.CameraRecording;
import org.gengfu.core.recording.RecordingStatus.DiskStatus;
import org.gengfu.core.recording.RoomEstimate;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.VillageRegistry.UnknownEntityException;
import org.gengfu.dashboard.http.Answer;
import org.gengfu.dashboard.http.ApiJson;
import org.gengfu.dashboard.http.Call;
import org.gengfu.dashboard.http.Operation;
import org.gengfu.dashboard.http.Problem;
import org.gengfu.dashboard.http.ProblemKind;
import org.jspecify.annotations.Nullable;

/** How the recordings are kept: disks, cameras, and what is protected as evidence. */
public final class StorageOperations {
  private static final Pattern OF_CASE = Pattern.compile("case ([0-9]{1,15})");

  private final RecordingStatus status;
  private final RecordingProtection protection;
  private final RecordedVideo recordings;
  private final VillageRegistry registry;
  private final Blocking blocking;
  private final InstantSource clock;

  public StorageOperations(
      RecordingStatus status,
      RecordingProtection protection,
      RecordedVideo recordings,
      VillageRegistry registry,
      Blocking blocking,
      InstantSource clock) {
    this.status = status;
    this.protection = protection;
    this.recordings = recordings;
    this.registry = registry;
    this.blocking = blocking;
    this.clock = clock;
  }

  /** The operations by id. */
  public Map<String, Operation> operations() {
    return Map.of(
        "readRecordingStatus", Operation.onWorker(blocking, this::status),
        "listProtections", Operation.onWorker(blocking, this::protections),
        "protectRecording", Operation.onWorker(blocking, this::protect),
        "releaseRecording", Operation.onWorker(blocking, this::release));
  }

  private Answer status(Call call) {
    Instant now = clock.instant();
    List<DiskStatus> disks = status.disks();
    List<CameraRecording> cameras = status.cameras();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", now);
    json.put("disks", disks.stream().map(StorageOperations::view).toList());
    json.put("cameras", cameras.stream().map(StorageOperations::view).toList());
    json.put("estimate", view(RoomEstimate.of(disks, cameras, now)));
    return Answer.json(json);
  }

  private static Map<String, @Nullable Object> view(DiskStatus disk) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("directory", disk.directory().toString());
    json.put("state", ApiJson.word(disk.state()));
    json.put("detail", disk.detail());
    json.put("deletesEarly", disk.deletesEarly());
    json.put("recordedBytes", disk.recordedBytes());
    json.put("capacityBytes", disk.capacityBytes());
    json.put("totalBytes", known(disk.totalBytes()));
    json.put("freeBytes", known(disk.freeBytes()));
    json.put("maxBytes", disk.maxBytes());
    json.put("keepFreeBytes", disk.keepFreeBytes());
    return json;
  }

  private static @Nullable Long known(long bytes) {
    return bytes < 0 ? null : Long.valueOf(bytes);
  }

  private static Map<String, @Nullable Object> view(CameraRecording camera) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("cameraId", camera.cameraId());
    json.put("mode", camera.mode() == null ? null : ApiJson.word(camera.mode()));
    json.put("days", camera.days());
    json.put("recording", camera.recording());
    json.put("idle", camera.idle() == null ? null : ApiJson.word(camera.idle()));
    json.put("oldestAt", camera.oldestAt());
    json.put("newestAt", camera.lastWrittenAt());
    json.put("bytes", camera.bytes());
    json.put("bytesLastDay", camera.bytesLastDay());
    json.put("droppedGroups", camera.droppedGroups());
    return json;
  }

  private static Map<String, @Nullable Object> view(RoomEstimate estimate) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("bytesPerDay", estimate.bytesPerDay());
    json.put("capacityBytes", estimate.capacityBytes());
    json.put("neededBytes", estimate.neededBytes());
    Double days = estimate.days();
    json.put("days", days == null ? null : Double.valueOf(Math.round(days * 1000) / 1e3));
    return json;
  }

  private Answer protections(Call call) {
    int limit = (int) call.number("limit");
    List<Protection> found =
        protection.protections(
            new Wanted(
                call.optionalText("cameraId"),
                call.text("by").equals("people"),
                call.optionalNumber("beforeId"),
                limit));
    Map<String, @Nullable Object> page = new LinkedHashMap<>();
    page.put("items", found.stream().map(StorageOperations::view).toList());
    page.put("next", found.size() < limit ? null : found.get(found.size() - 1).id());
    return Answer.json(page);
  }

  private static Map<String, @Nullable Object> view(Protection one) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", one.id());
    json.put("cameraId", one.cameraId());
    json.put("from", one.from());
    json.put("to", one.to());
    json.put("reason", one.reason());
    json.put("caseId", caseOf(one));
    json.put("createdAt", one.createdAt());
    json.put("createdBy", one.createdBy());
    json.put("expiresAt", one.expiresAt());
    return json;
  }

  private static @Nullable Long caseOf(Protection one) {
    Matcher matcher = OF_CASE.matcher(one.reason());
    return one.createdBy().equals(RecordingProtection.HUB) && matcher.matches()
        ? Long.valueOf(matcher.group(1))
        : null;
  }

  private Answer protect(Call call) {
    String cameraId = call.bodyText("cameraId");
    Instant from = call.bodyTime("from");
    Instant to = call.bodyTime("to");
    Times.checkBody(from, to, RecordedVideo.LONGEST_TIMELINE);
    Instant now = clock.instant();
    if (from.isAfter(now)) {
      throw Call.wrong("/from", FieldRule.FUTURE, now);
    }
    somethingToKeep(cameraId, from, to, now);
    Protection made =
        protection.protect(
            cameraId, from, to, call.bodyText("reason").strip(), call.account().name());
    return Answer.created("/api/v1/recording/protections/" + made.id(), view(made));
  }

  /** A mistaken time or camera would else be taken for evidence that is safe. */
  private void somethingToKeep(String cameraId, Instant from, Instant to, Instant now) {
    boolean known = registry.current().camera(cameraId).isPresent();
    if ((known && to.isAfter(now)) || !recordings.timeline(cameraId, from, to).spans().isEmpty()) {
      return;
    }
    if (!known) {
      throw new UnknownEntityException(Kind.CAMERA, cameraId);
    }
    throw new RecordingException(
        Reason.NOTHING,
        "nothing is recorded of " + cameraId + " from " + from + " to " + to + ": check the time");
  }

  private Answer release(Call call) {
    if (!protection.release(call.number(), call.account().name())) {
      throw Problem.of(ProblemKind.UNKNOWN, "There is no protection " + call.number() + ".")
          .thrown();
    }
    return Answer.noContent();
  }
}
