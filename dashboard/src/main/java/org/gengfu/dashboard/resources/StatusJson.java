package org.gengfu.dashboard.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.dashboard.http.ApiJson;
import org.jspecify.annotations.Nullable;

/** A camera's status as the API shows it. */
public final class StatusJson {
  private StatusJson() {}

  /** The contract's schema {@code CameraStatus}. */
  public static ObjectNode view(CameraStatus status) {
    @Nullable VideoFormat format = status.format();
    ObjectNode json = ApiJson.MAPPER.createObjectNode();
    json.put("cameraId", status.cameraId());
    json.put("state", ApiJson.word(status.state()));
    json.putPOJO("since", status.since());
    json.put("detail", status.detail());
    json.put("codec", format == null ? null : ApiJson.word(format.codec()));
    json.put("width", format == null ? null : Integer.valueOf(format.width()));
    json.put("height", format == null ? null : Integer.valueOf(format.height()));
    json.putPOJO("lastUnitAt", status.lastUnitAt());
    json.put("unitsPerSecond", status.unitsPerSecond());
    json.put("bitsPerSecond", status.bitsPerSecond());
    json.put("lostPackets", status.lostPackets());
    @Nullable Duration offset = status.clockOffset();
    json.put("clockOffsetSeconds", offset == null ? null : Double.valueOf(offset.toMillis() / 1e3));
    status.quirks().forEach(json.putArray("quirks")::add);
    return json;
  }
}
