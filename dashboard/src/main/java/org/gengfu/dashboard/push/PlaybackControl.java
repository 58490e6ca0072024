package org.gengfu.dashboard.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Function;
import org.gengfu.core.recording.RecordedVideo;
import org.gengfu.core.recording.RecordedVideo.Watching;
import org.gengfu.dashboard.http.ApiJson;
import org.gengfu.dashboard.recordings.Times;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer of a recording wants: {@code pause}, {@code seek}, {@code speed}. All on the
 * socket's event loop.
 */
final class PlaybackControl {
  private static final Set<String> FIELDS = Set.of("pause", "seek", "speed");

  private final Watching watching;
  private final BoundedSocket writer;
  private final Function<Instant, Future<Boolean>> log;
  private boolean logging;
  private @Nullable Instant wanted;

  /**
   * @param log writes down that a viewing begins at this moment
   */
  PlaybackControl(Watching watching, BoundedSocket writer, Function<Instant, Future<Boolean>> log) {
    this.watching = watching;
    this.writer = writer;
    this.log = log;
  }

  /** Does what the message says; closes the socket where it isn't understood. */
  void hear(String message) {
    try {
      JsonNode json = ApiJson.MAPPER.readTree(message);
      if (!json.isObject() || json.isEmpty() || !known(json.fieldNames())) {
        throw new IllegalArgumentException("other fields");
      }
      // All is read before any of it is done.
      Instant seek = json.has("seek") ? time(json.path("seek")) : null;
      Integer speed = json.has("speed") ? speed(json.path("speed")) : null;
      Boolean pause = json.has("pause") ? flag(json.path("pause")) : null;
      if (speed != null) {
        watching.speed(speed);
      }
      if (seek != null) {
        seek(seek);
      }
      if (pause != null && pause) {
        watching.pause();
      } else if (pause != null) {
        watching.resume();
      }
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      writer.close(CloseCode.NOT_UNDERSTOOD);
    }
  }

  private static boolean known(Iterator<String> names) {
    while (names.hasNext()) {
      if (!FIELDS.contains(names.next())) {
        return false;
      }
    }
    return true;
  }

  private static Instant time(JsonNode value) {
    Instant at = OffsetDateTime.parse(value.asText()).toInstant();
    if (!value.isTextual() || !Times.possible(at)) {
      throw new IllegalArgumentException("no time of a recording");
    }
    return at;
  }

  private static int speed(JsonNode value) {
    if (!value.isInt() || !RecordedVideo.SPEEDS.contains(value.intValue())) {
      throw new IllegalArgumentException("no speed");
    }
    return value.intValue();
  }

  private static boolean flag(JsonNode value) {
    if (!value.isBoolean()) {
      throw new IllegalArgumentException("neither true nor false");
    }
    return value.booleanValue();
  }

  /** Of many that come while one is written down, only the last one counts. */
  private void seek(Instant to) {
    wanted = to;
    if (!logging) {
      logAndSeek(to);
    }
  }

  private void logAndSeek(Instant to) {
    wanted = null;
    logging = true;
    log.apply(to)
        .onComplete(
            done -> {
              logging = false;
              Instant next = wanted;
              if (done.failed()) {
                writer.close(CloseCode.UNAVAILABLE);
              } else if (next != null) {
                logAndSeek(next);
              } else {
                watching.seek(to);
              }
            });
  }
}
