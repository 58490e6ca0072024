package org.gengfu.dashboard.resources;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.media.StreamStatus;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.dashboard.http.ApiJson;
import org.jspecify.annotations.Nullable;

/** A camera's status as the API shows it. */
public final class StatusJson {
  private StatusJson() {}

  /** The contract's schema {@code CameraStatus}: the main stream's, and each stream's own. */
  public static ObjectNode view(CameraStatus status) {
    ObjectNode json = ApiJson.MAPPER.createObjectNode();
    json.put("cameraId", status.cameraId());
    put(json, status.main());
    ArrayNode streams = json.putArray("streams");
    for (StreamStatus stream : status.streams()) {
      put(streams.addObject().put("stream", ApiJson.word(stream.stream())), stream);
    }
    return json;
  }

  private static void put(ObjectNode json, StreamStatus stream) {
    @Nullable VideoFormat format = stream.format();
    json.put("state", ApiJson.word(stream.state()));
    json.putPOJO("since", stream.since());
    json.put("complaint", stream.complaint() == null ? null : stream.complaint().code());
    json.put("detail", stream.detail());
    json.put("codec", format == null ? null : ApiJson.word(format.codec()));
    json.put("width", format == null ? null : Integer.valueOf(format.width()));
    json.put("height", format == null ? null : Integer.valueOf(format.height()));
    json.putPOJO("lastUnitAt", stream.lastUnitAt());
    json.put("unitsPerSecond", stream.unitsPerSecond());
    json.put("bitsPerSecond", stream.bitsPerSecond());
    json.put("lostPackets", stream.lostPackets());
    @Nullable Duration offset = stream.clockOffset();
    json.put("clockOffsetSeconds", offset == null ? null : Double.valueOf(offset.toMillis() / 1e3));
    stream.quirks().forEach(json.putArray("quirks")::add);
  }
}
