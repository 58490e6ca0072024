package org.gengfu.simulator.sensors;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.gengfu.core.village.Metric;
import org.jspecify.annotations.Nullable;

/** How a vendor writes a report, and where its values stand in it. */
enum PayloadShape {
  /** Nested values and milliseconds, as NB-IoT platforms send them. */
  WATER_NESTED {
    @Override
    String write(String device, double value, Instant time) {
      ObjectNode report = JSON.createObjectNode().put("deviceId", device);
      report.putObject("data").put("level", round(value, 3)).put("battery", 3.6);
      return report.put("ts", time.toEpochMilli()).toString();
    }
  },
  /** A list of parameters, millimetres in text, local time with its offset. */
  WATER_PARAMETERS {
    @Override
    String write(String device, double value, Instant time) {
      ObjectNode report = JSON.createObjectNode().put("sn", device);
      report
          .putArray("params")
          .addObject()
          .put("id", "water")
          .put("value", String.valueOf(Math.round(value * 1000)));
      return report.put("time", local(time)).toString();
    }
  },
  /** Two values at once and seconds. */
  SMOKE {
    @Override
    String write(String device, double value, Instant time) {
      ObjectNode report = JSON.createObjectNode().put("msgType", "report").put("imei", device);
      report
          .putObject("body")
          .put("smoke", round(value, 1))
          .put("temp", round(26 + value / 3, 1))
          .put("alarm", value > 15);
      return report.put("time", time.getEpochSecond()).toString();
    }
  },
  /** Flat, with RFC 3339 time in UTC. */
  BIN {
    @Override
    String write(String device, double value, Instant time) {
      return JSON.createObjectNode()
          .put("id", device)
          .put("fill_pct", Math.round(value))
          .put("tilt", false)
          .put("reported_at", time.truncatedTo(ChronoUnit.SECONDS).toString())
          .toString();
    }
  },
  /** A boolean and no time. */
  DOOR {
    @Override
    String write(String device, double value, Instant time) {
      ObjectNode report = JSON.createObjectNode().put("device", device);
      report.putObject("state").put("open", value >= 0.5).put("rssi", -71);
      return report.toString();
    }
  },
  /** A number in text, and milliseconds in text. */
  SOS {
    @Override
    String write(String device, double value, Instant time) {
      return JSON.createObjectNode()
          .put("dev", device)
          .put("key", value >= 0.5 ? "1" : "0")
          .put("t", String.valueOf(time.toEpochMilli()))
          .toString();
    }
  },
  /** Nothing but the number. */
  PARKING_BAY {
    @Override
    String write(String device, double value, Instant time) {
      return value >= 0.5 ? "1" : "0";
    }
  };

  private static final JsonMapper JSON = new JsonMapper();

  /** Where the values stand, the main one first. */
  List<Metric> metrics() {
    return switch (this) {
      case WATER_NESTED -> List.of(metric("level", "/data/level", "/ts", "m", 1));
      case WATER_PARAMETERS -> List.of(metric("level", "/params/0/value", "/time", "m", 0.001));
      case SMOKE ->
          List.of(
              metric("density", "/body/smoke", "/time", "%", 1),
              metric("temperature", "/body/temp", "/time", "°C", 1));
      case BIN -> List.of(metric("fill", "/fill_pct", "/reported_at", "%", 1));
      case DOOR -> List.of(metric("open", "/state/open", null, "", 1));
      case SOS -> List.of(metric("pressed", "/key", "/t", "", 1));
      case PARKING_BAY -> List.of(metric("occupied", "", null, "", 1));
    };
  }

  private static Metric metric(
      String name, String value, @Nullable String time, String unit, double scale) {
    return new Metric(name, value, time, unit, scale);
  }

  /** One report; {@code value} is in the main metric's unit. */
  abstract String write(String device, double value, Instant time);

  private static double round(double value, int digits) {
    return Double.parseDouble(String.format(Locale.ROOT, "%." + digits + "f", value));
  }

  private static String local(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.ofHours(8)).toString();
  }
}
