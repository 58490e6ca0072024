package org.gengfu.analytics.offline;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gengfu.analytics.offline.SceneFile.InvalidSceneException;
import org.gengfu.analytics.scene.ZoneTerms;
import org.gengfu.core.village.RecordingPlan.Window;
import org.gengfu.core.village.Schedule;
import org.gengfu.core.village.ZoneKind;
import org.gengfu.core.village.ZoneSubject;

/** What a zone of a scene file makes allowance for; every field may be left out. */
final class SceneTerms {
  private static final int MAX_WINDOWS = 32;

  private SceneTerms() {}

  static ZoneTerms read(JsonNode zone, ZoneKind kind, String at) throws InvalidSceneException {
    return new ZoneTerms(
        hours(zone.path("hours"), at + "/hours"),
        subject(zone.path("subject"), kind, at + "/subject"),
        flag(zone.path("queue_tolerated"), kind, at + "/queue_tolerated"));
  }

  private static boolean flag(JsonNode flag, ZoneKind kind, String at)
      throws InvalidSceneException {
    if (flag.isMissingNode()) {
      return false;
    }
    if (!flag.isBoolean() || (flag.booleanValue() && kind != ZoneKind.NO_PARKING)) {
      throw new InvalidSceneException(at + ": true or false is needed, true for no-parking only");
    }
    return flag.booleanValue();
  }

  private static ZoneSubject subject(JsonNode text, ZoneKind kind, String at)
      throws InvalidSceneException {
    if (text.isMissingNode()) {
      return kind.usualSubject();
    }
    for (ZoneSubject subject : kind.subjects()) {
      if (subject.name().toLowerCase(Locale.ROOT).equals(text.asText())) {
        return subject;
      }
    }
    throw new InvalidSceneException(at + ": any, person or vehicle is needed, as the kind allows");
  }

  private static Schedule hours(JsonNode list, String at) throws InvalidSceneException {
    if (list.isMissingNode()) {
      return Schedule.ALWAYS;
    }
    if (!list.isArray() || list.isEmpty() || list.size() > MAX_WINDOWS) {
      throw new InvalidSceneException(at + ": a list of 1 to " + MAX_WINDOWS + " is needed");
    }
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      windows.add(window(list.get(i), at + "/" + i));
    }
    // A scene file's times are all of one place: its zone does not matter.
    return new Schedule(windows, ZoneOffset.UTC);
  }

  private static Window window(JsonNode window, String at) throws InvalidSceneException {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (JsonNode day : window.path("days")) {
      try {
        days.add(DayOfWeek.valueOf(day.asText().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException unknown) {
        throw new InvalidSceneException(at + "/days: monday to sunday are needed");
      }
    }
    if (days.isEmpty()) {
      throw new InvalidSceneException(at + "/days: monday to sunday are needed");
    }
    return new Window(
        days, time(window.path("from"), at + "/from"), time(window.path("to"), at + "/to"));
  }

  private static LocalTime time(JsonNode text, String at) throws InvalidSceneException {
    try {
      return LocalTime.parse(text.asText());
    } catch (DateTimeParseException wrong) {
      throw new InvalidSceneException(at + ": a time such as 22:00 is needed");
    }
  }
}
