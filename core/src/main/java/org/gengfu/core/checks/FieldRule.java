package org.gengfu.core.checks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything that a field of a request or of the configuration can be refused for. The codes stand
 * in the API, and the pages have a text in each language for every one: they never change. The
 * English text is for programs and logs.
 */
public enum FieldRule {
  REQUIRED("is required"),
  MISSING("is missing"),
  BLANK("must not be blank"),
  UNKNOWN_FIELD("there is no such field"),
  UNKNOWN_PARAMETER("there is no such parameter"),
  ONCE("must be given once"),
  TYPE("must be {wanted}, not {given}"),
  ONE_OF("must be one of {wanted}"),
  CONSTANT("must be {wanted}"),
  UNIQUE("must not hold the same twice"),
  FORMAT("must be of the form {wanted}"),
  PATTERN("must be text of the form {wanted}"),
  KEYWORD("is wrong ({keyword} {wanted})"),
  OTHER("{message}"),
  AT_LEAST("must be at least {least}"),
  AT_MOST("must be at most {most}"),
  BETWEEN("must be {least} to {most}"),
  RANGE("must be {least} to {most}, not {given}"),
  DEGREES("must be {least} to {most} degrees, not {given}"),
  FINITE("must be a finite number"),
  WHOLE_NUMBER("must be a whole number"),
  TOO_LARGE_NUMBER("is too large a number"),
  EMPTY("must have at least 1 character"),
  LEAST_CHARACTERS("must have at least {least} characters"),
  MOST_CHARACTERS("must have at most {most} characters"),
  CHARACTERS("must have {least} to {most} characters"),
  LENGTH("must have {least} to {most} characters, not {given}"),
  CONTROL_CHARACTERS("must not hold line breaks or other control characters"),
  KEEPABLE("must be text without NUL and broken characters"),
  EXACT_ITEMS("must hold exactly {most}"),
  LEAST_ITEMS("must hold at least {least}"),
  MOST_ITEMS("must hold at most {most}"),
  ITEMS("must hold {least} to {most}"),
  TIME("must be a time of RFC 3339 such as 2026-01-31T08:30:00Z"),
  FUTURE("must not be in the future; it is {now}"),
  BEFORE_END("must be before the end, {end}"),
  LONGEST_HOURS("must be at most {hours} hours after the begin, {begin}"),
  BUCKETS("must be larger, or the time shorter: at most {most} buckets"),
  POSSIBLE_TIME("must lie between {least} and {most}"),
  FORM_CODECS("must be h264 or h264,h265"),
  FORM_ETAG("must be the ETag as it was read, such as \"3\" with its quotes"),
  FORM_REASON("must be a reason, for whoever reads it later"),
  FORM_ID("must be small letters, digits and dashes, not beginning with a dash, at most 63"),
  FORM_TEXT("must be at least one character that is not a space"),
  FORM_CAMERA_ADDRESS(
      "must be rtsp://host[:port]/path, with user and password in their own fields"),
  FORM_BROKER_ADDRESS(
      "must be tcp://host:1883 or ssl://host:8883, with user and password in their own fields"),
  FORM_WEBHOOK_ADDRESS("must be http://host/path or https://host/path"),
  FORM_FINGERPRINT("must be a SHA-256 fingerprint, 64 hexadecimal digits, with colons or without"),
  FORM_PLAIN_FINGERPRINT("must be 64 hexadecimal digits without colons"),
  FORM_GROUP("must be letters, digits, _ . and -, at most 63"),
  FORM_TOPIC("must be an MQTT topic without the wildcards + and #"),
  FORM_POINTER("must be a JSON Pointer such as /data/level"),
  FORM_POINTER_OR_EMPTY("must be a JSON Pointer such as /data/level, or empty"),
  FORM_PHONE("must be digits, spaces and dashes, 3 to 30, perhaps a + before"),
  FORM_TIME_OF_DAY("must be a time of day such as 08:30"),
  ID("must be 1 to 63 of a-z, 0-9 and -, and begin with a letter or digit"),
  TAKEN("is taken already by another of the {kind}"),
  DANGLING("refers to {other}, which does not exist"),
  REFERRED("{other} refers to it: change or delete that first"),
  LOGIN("the login {name} belongs to it: delete that first"),
  ID_CHANGED("must be {id} as in the address; an id never changes"),
  NAME_FORM("must be 1 to 63 letters, digits, _ . and -, such as {example}"),
  NEEDS_USERNAME("needs a username: set /username as well"),
  WEEKDAY("must name one weekday at least"),
  PHONE("must be a phone number of 3 to 24 digits, blanks and -, such as 13800000000"),
  LANGUAGE("must be zh-CN or en"),
  OUTLINE("must be empty or have 3 to {most} corners, not {given}"),
  FINGERPRINT("must be a SHA-256 fingerprint: 64 hexadecimal digits, with colons or without"),
  TCP_WITH_RTSPS("must be tcp with rtsps://, as pictures over UDP would not be encrypted"),
  FEWER_DAYS(
      "must be true where recordings are kept for less than {days} days, which the law asks for in public places"),
  WINDOW("must have one window at least where the mode is schedule"),
  MOST_WINDOWS("must have {most} windows at most"),
  MOST_MASKS("must have {most} masks at most"),
  METRIC_OF("must be one of the metrics of sensors/{other}"),
  SUBJECT_OF_KIND("must be one of {wanted} for this kind of zone"),
  PARKING_ONLY("is for zones of kind no-parking only"),
  FIRE_LANE_DWELL("must be {most} at most in a fire lane"),
  FIRE_LANE_SEVERITY("must be high or critical in a fire lane"),
  FIRE_LANE_HOURS("must be empty: a fire lane is always one"),
  FIRE_LANE_GRACE("must be 0 in a fire lane"),
  FIRE_LANE_QUEUE("must be false: no queue in a fire lane"),
  SAME_CORNER("is the same corner as the one before it"),
  NO_AREA("must enclose an area: its corners lie on a line or too close together"),
  CROSSES("must not cross itself: the edges from corner {one} and corner {other} do"),
  CLIENT_ID_TAKEN("is that of brokers/{other} at the same address already"),
  PLAIN_FINGERPRINT("must be a SHA-256 of 64 hexadecimal digits, without colons"),
  FINGERPRINT_OR_CA("must not be given beside /caCertificate: one of them decides"),
  SSL_FOR_CERTIFICATE("must begin with ssl:// where a certificate is to be checked"),
  CERTIFICATES(
      "must be certificates in PEM form, from -----BEGIN CERTIFICATE----- on, of at most {most} characters"),
  ADDRESS("must be an address such as {example}"),
  SCHEME("must begin with {schemes}, such as {example}"),
  SCHEME_NOT("must begin with {schemes}, such as {example}, not with {given}:"),
  HOST("must name a host, such as {example}"),
  NO_LOGIN("must not hold a user or password: give them in their own fields"),
  PORT("must have a port of 1 to {most}"),
  NO_FRAGMENT("must not hold a # part"),
  METRIC_NAME_TAKEN("is the name of an earlier metric already"),
  SCALE("must be a number other than 0; 1 leaves the value as it is"),
  ABOVE_LEAST("must be more than the smallest, {least}"),
  MOST_ENTRIES("must be at most {most}"),
  GOOD_WORDS("must be given exactly where /qualityPointer is: what stands there for a good value"),
  JSON_POINTER("must be a JSON Pointer (RFC 6901), empty or such as /data/level"),
  NO_WILDCARDS("must be one topic, without the wildcards + and #"),
  NO_METRICS("must be empty with a type: its metrics are taken"),
  TOPIC_NEEDED("is needed: sensors/{other} has no topic of its own"),
  METRIC_NEEDED("must have {metric}: sensors/{other} has a rule on it"),
  TOPIC_REQUIRED("is required: the type has none either"),
  BROKERS_OWN("must not begin with $: those are the broker's own"),
  TOPIC_TAKEN("is the topic of sensors/{other} already, which takes the same value from it"),
  ONLINE_WORD("must not be the word for online"),
  METRIC_UNKNOWN("must be the name of one of this sensor's metrics: {names}"),
  CLEAR_ABOVE("must be at most the threshold {threshold} for a rule above it, not {given}"),
  CLEAR_BELOW("must be at least the threshold {threshold} for a rule below it, not {given}"),
  WORKER_ONLY("is only for role worker"),
  WORKER_MISSING("is missing; role worker needs a grid worker"),
  WORKER_UNKNOWN("there is no grid worker {id}"),
  FILE("must be a file"),
  PICTURE("must be a JPEG, PNG or WebP picture"),
  UNDECODABLE("can't be decoded"),
  WEBSOCKET("must be websocket");

  private static final Pattern SLOT = Pattern.compile("\\{([a-z]+)}");
  private final String text;

  FieldRule(String text) {
    this.text = text;
  }

  /** The name in the API and the texts. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The rule with this code.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static FieldRule of(String code) {
    return Arrays.stream(values())
        .filter(rule -> rule.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no rule for fields is " + code));
  }

  /** Names of the values that go with it, in the order of its text. */
  public List<String> slots() {
    return SLOT.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /**
   * That it was broken.
   *
   * @param values one for each of {@link #slots}; never a secret
   */
  public FieldError broken(Object... values) {
    List<String> slots = slots();
    if (values.length != slots.size()) {
      throw new IllegalArgumentException(
          this + " has values for " + slots + ", not " + values.length);
    }
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      named.put(slots.get(i), String.valueOf(values[i]));
    }
    return new FieldError(this, named);
  }

  /** The English text; one pass, so that what is filled in is never looked at for further slots. */
  String say(Map<String, String> values) {
    return SLOT.matcher(text)
        .replaceAll(slot -> Matcher.quoteReplacement(values.getOrDefault(slot.group(1), "?")));
  }
}
