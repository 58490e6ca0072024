package org.gengfu.dashboard.recordings;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gengfu.core.accounts.AuditLog;
import org.gengfu.core.accounts.AuditLog.Action;
import org.gengfu.core.accounts.AuditLog.Entry;
import org.gengfu.core.accounts.AuditLog.Wanted;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseDesk;
import org.gengfu.core.life.Blocking;
import org.gengfu.core.recording.RecordedVideo;
import org.gengfu.core.recording.RecordedVideo.Span;
import org.gengfu.core.recording.RecordedVideo.Timeline;
import org.gengfu.core.recording.VideoFile;
import org.gengfu.dashboard.http.Answer;
import org.gengfu.dashboard.http.ApiJson;
import org.gengfu.dashboard.http.Call;
import org.gengfu.dashboard.http.Operation;
import org.jspecify.annotations.Nullable;

/** What is recorded, as a timeline and as files. */
public final class RecordingOperations {
  private static final int MOST_CASES = 500;

  /** The contract's word for {@link AuditLog#PROTECTION}. */
  private static final String PROTECTION = "protection";

  private final RecordedVideo recordings;
  private final CaseDesk desk;
  private final AuditLog audit;
  private final Viewings viewings;
  private final Blocking blocking;
  private final InstantSource clock;
  private final DateTimeFormatter fileName;

  public RecordingOperations(
      RecordedVideo recordings,
      CaseDesk desk,
      AuditLog audit,
      Viewings viewings,
      Blocking blocking,
      InstantSource clock,
      ZoneId zone) {
    this.recordings = recordings;
    this.desk = desk;
    this.audit = audit;
    this.viewings = viewings;
    this.blocking = blocking;
    this.clock = clock;
    this.fileName = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(zone);
  }

  /** The operations by id. */
  public Map<String, Operation> operations() {
    return Map.of(
        "readTimeline", Operation.onWorker(blocking, this::timeline),
        "describeRecording", Operation.onWorker(blocking, this::describe),
        "readRecording", Operation.onWorker(blocking, this::file),
        "listViewings", Operation.onWorker(blocking, this::viewings));
  }

  private Answer timeline(Call call) {
    Instant to = call.time("to", clock.instant());
    Instant from = call.time("from", to.minus(Duration.ofDays(1)));
    Times.check(from, to, RecordedVideo.LONGEST_TIMELINE);
    Timeline found = recordings.timeline(call.id(), from, to);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", from);
    json.put("to", to);
    json.put("spans", found.spans().stream().map(RecordingOperations::view).toList());
    json.put("gaps", found.gaps());
    json.put(
        "cases",
        desk.ofCamera(call.id(), from, to, MOST_CASES).stream()
            .map(RecordingOperations::view)
            .toList());
    return Answer.json(json);
  }

  private static Map<String, @Nullable Object> view(Case one) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", one.id());
    json.put("type", ApiJson.word(one.type()));
    json.put("severity", ApiJson.word(one.severity()));
    json.put("handling", ApiJson.word(one.handling()));
    json.put("onset", one.onset());
    json.put("openedAt", one.openedAt());
    json.put("clearedAt", one.clearedAt());
    return json;
  }

  private static Map<String, Object> view(Span span) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", span.from());
    json.put("to", span.to());
    json.put("bytes", span.bytes());
    json.put("codec", ApiJson.word(span.codec()));
    json.put("width", span.width());
    json.put("height", span.height());
    return json;
  }

  private VideoFile asked(Call call) {
    Instant from = call.time("from", Instant.EPOCH);
    Instant to = call.time("to", Instant.EPOCH);
    Times.check(from, to, RecordedVideo.LONGEST_FILE);
    return recordings.recentFile(call.id(), from, to);
  }

  private Answer describe(Call call) {
    VideoFile file = asked(call);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("mimeType", file.mimeType());
    json.put("bytes", file.length());
    json.put("seconds", Times.seconds(file.duration()));
    List<Object> stretches = new ArrayList<>();
    for (VideoFile.Stretch stretch : file.stretches()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("media", Times.seconds(stretch.media()));
      one.put("from", stretch.from());
      one.put("to", stretch.to());
      stretches.add(one);
    }
    json.put("stretches", stretches);
    json.put("sound", view(file.sound()));
    return Answer.json(json);
  }

  private static @Nullable Map<String, Object> view(VideoFile.@Nullable Sound sound) {
    if (sound == null) {
      return null;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("codec", ApiJson.word(sound.format().codec()));
    json.put("sampleRate", sound.format().sampleRate());
    json.put("channels", sound.format().channels());
    json.put("seconds", Times.seconds(sound.heard()));
    json.put("mixed", sound.mixed());
    return json;
  }

  private Answer file(Call call) {
    VideoFile file = asked(call);
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("from", call.time("from", Instant.EPOCH).toString());
    detail.put("to", call.time("to", Instant.EPOCH).toString());
    viewings.write(call.caller(), Action.EXPORT, AuditLog.RECORDING, call.id(), detail);
    VideoFile.Stretch first = file.stretches().get(0);
    VideoFile.Stretch last = file.stretches().get(file.stretches().size() - 1);
    String name =
        call.id() + "_" + fileName.format(first.from()) + "_" + fileName.format(last.to()) + ".mp4";
    return Answer.file(file.mimeType(), file, "\"" + file.tag() + "\"")
        .with("Cache-Control", "private, no-cache")
        .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  private Answer viewings(Call call) {
    int limit = (int) call.number("limit");
    List<Entry> entries =
        audit.entries(
            new Wanted(
                call.text("kind").equals(PROTECTION) ? AuditLog.PROTECTION : call.text("kind"),
                call.optionalText("cameraId"),
                call.optionalText("actor"),
                call.optionalNumber("beforeId"),
                limit));
    Map<String, @Nullable Object> page = new LinkedHashMap<>();
    page.put("items", entries.stream().map(RecordingOperations::view).toList());
    page.put("next", entries.size() < limit ? null : entries.get(entries.size() - 1).id());
    return Answer.json(page);
  }

  private static Map<String, Object> view(Entry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", entry.id());
    json.put("at", entry.at());
    json.put("actor", entry.actor());
    json.put("action", entry.action());
    json.put("kind", entry.kind().equals(AuditLog.PROTECTION) ? PROTECTION : entry.kind());
    json.put("subject", entry.subject());
    json.put("detail", new JsonObject(entry.detail()).getMap());
    return json;
  }
}
