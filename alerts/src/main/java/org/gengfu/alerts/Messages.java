package org.gengfu.alerts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gengfu.core.cases.CaseFault;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.village.CaseMatter;
import org.jspecify.annotations.Nullable;

/** The texts of messages in one language. */
final class Messages {
  private static final Pattern FIELD = Pattern.compile("\\{([a-z0-9]+)}");
  private final ResourceBundle texts;
  private final DateTimeFormatter time;

  Messages(Locale locale, ZoneId zone) {
    // No falling back to the language of the machine.
    texts =
        ResourceBundle.getBundle(
            "org.gengfu.alerts.messages",
            locale,
            Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    time = DateTimeFormatter.ofPattern(texts.getString("time"), locale).withZone(zone);
  }

  /**
   * What a message is about.
   *
   * @param matter where the type does not say all; null where it does
   * @param value the sensor's; null for a camera
   * @param fault what is technically wrong; null for a case of the village
   * @param note words of who took the step; empty for none
   */
  record Subject(
      CaseType type,
      @Nullable CaseMatter matter,
      String place,
      Instant onset,
      Instant now,
      @Nullable Double value,
      String unit,
      @Nullable CaseFault fault,
      String note) {

    /** Of a type that says all. */
    Subject(
        CaseType type,
        String place,
        Instant onset,
        Instant now,
        @Nullable Double value,
        String unit,
        @Nullable CaseFault fault,
        String note) {
      this(type, null, place, onset, now, value, unit, fault, note);
    }

    /** What the texts about it go by. */
    private String code() {
      return matter == null ? type.code() : matter.code();
    }

    /** Technical cases speak of devices and cures, those of the village of places and duties. */
    private String family() {
      return fault == null ? "" : "fault.";
    }
  }

  String title(String reason, Subject subject) {
    return fill(text("title.", reason, subject), fields(subject));
  }

  String body(String reason, Subject subject) {
    return fill(text("body.", reason, subject), fields(subject));
  }

  /** The matter's own words where it has some. */
  private String text(String part, String reason, Subject subject) {
    String own = part + reason + "." + subject.code();
    return texts.getString(texts.containsKey(own) ? own : part + subject.family() + reason);
  }

  private Map<String, String> fields(Subject subject) {
    String code = subject.code();
    CaseFault fault = subject.fault();
    if (fault != null) {
      return faultFields(subject, fault);
    }
    Map<String, String> details =
        Map.of(
            "duration", duration(Duration.between(subject.onset(), subject.now())),
            "value", value(subject));
    return Map.of(
        "type", texts.getString("type." + code),
        "place", subject.place(),
        "what", fill(texts.getString("what." + code), details),
        "onset", time.format(subject.onset()),
        "note", subject.note().isEmpty() ? texts.getString("note.none") : subject.note());
  }

  private Map<String, String> faultFields(Subject subject, CaseFault fault) {
    String kind = fault.kind().code();
    Map<String, String> details = new HashMap<>(fault.details());
    details.put("count", Integer.toString(fault.count()));
    details.put("fault", texts.getString("fault." + kind));
    String why = why(fault.details());
    details.put("why", why == null ? "?" : why);
    String many = fault.kind().ofCamera() ? "what.many" : "what.many.sensors";
    String one =
        "what." + kind + (why != null && texts.containsKey("what." + kind + ".why") ? ".why" : "");
    String what = fault.count() > 1 ? many : one;
    return Map.of(
        "type", texts.getString("type." + subject.type().code()),
        "fault", texts.getString("fault." + kind),
        "place", kind.startsWith("spool-") ? texts.getString("place.spool") : subject.place(),
        "what", FIELD.matcher(fill(texts.getString(what), details)).replaceAll("?"),
        "cure", texts.getString("cure." + kind),
        "onset", time.format(subject.onset()),
        "duration", duration(Duration.between(subject.onset(), subject.now())),
        "note", subject.note().isEmpty() ? texts.getString("note.none") : subject.note());
  }

  /** Why it is so, in this language; as it was told where the reason has no text. */
  private @Nullable String why(Map<String, String> details) {
    String key = "why." + details.get("reason");
    if (texts.containsKey(key)) {
      return texts.getString(key);
    }
    String told = details.get("detail");
    // Cases of before 0.9 have it under another name.
    return told == null ? details.get("error") : told;
  }

  private static String value(Subject subject) {
    if (subject.value() == null) {
      return "";
    }
    BigDecimal rounded =
        BigDecimal.valueOf(subject.value()).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
    return (rounded.toPlainString() + " " + subject.unit()).strip();
  }

  private String duration(Duration duration) {
    Duration positive = duration.isNegative() ? Duration.ZERO : duration;
    if (positive.toMinutes() < 1) {
      return parts("duration.seconds", positive.toSeconds(), 0);
    }
    return positive.toHours() < 1
        ? parts("duration.minutes", positive.toMinutes(), 0)
        : parts("duration.hours", positive.toHours(), positive.toMinutesPart());
  }

  private String parts(String key, long first, long second) {
    return fill(
        texts.getString(key), Map.of("0", Long.toString(first), "1", Long.toString(second)));
  }

  /** One pass: what is filled in is never looked at for further fields. */
  private static String fill(String template, Map<String, String> fields) {
    return FIELD
        .matcher(template)
        .replaceAll(
            found -> Matcher.quoteReplacement(fields.getOrDefault(found.group(1), found.group())));
  }
}
