package org.gengfu.ingest.rtsp;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is needed of a session description (RFC 4566, RFC 2326 appendix C, RFC 6184 §8.2, RFC 7798
 * §7.1): its media with their attributes. Unknown lines are passed over, as cameras write all
 * sorts.
 *
 * @param control the session's own {@code a=control}; null where there is none
 * @param tool the {@code a=tool}: the software that wrote it; empty where not told
 * @param media in their order
 */
record Sdp(@Nullable String control, String tool, List<Media> media) {
  /** Most {@code m=} sections. */
  static final int MAX_MEDIA = 16;

  /** Most lines. */
  static final int MAX_LINES = 500;

  /** Most parameter sets of one track. */
  static final int MAX_PARAMETER_SETS = 32;

  private static final List<String> PARAMETER_SETS =
      List.of("sprop-parameter-sets", "sprop-vps", "sprop-sps", "sprop-pps");

  /**
   * One {@code m=} section.
   *
   * @param type {@code video}, {@code audio} …
   * @param payloadType the first payload type that is offered
   * @param encoding of the rtpmap, in capitals, such as {@code H264}; empty where not told
   * @param clockRate of the rtpmap; 90,000 where not told
   * @param channels of the rtpmap, for sound; 1 where not told
   * @param control its {@code a=control}; null where there is none
   * @param parameters of the {@code fmtp}, names in small letters
   */
  record Media(
      String type,
      int payloadType,
      String encoding,
      int clockRate,
      int channels,
      @Nullable String control,
      Map<String, String> parameters) {

    /**
     * The parameter sets, as NAL units, of {@code sprop-parameter-sets} (H.264) or {@code
     * sprop-vps}, {@code sprop-sps} and {@code sprop-pps} (H.265); what is not Base64 is left out.
     */
    List<byte[]> parameterSets() {
      List<byte[]> sets = new ArrayList<>();
      for (String name : PARAMETER_SETS) {
        for (String text : parameters.getOrDefault(name, "").split(",", -1)) {
          byte[] nal = decode(text.trim());
          if (nal.length > 0 && sets.size() < MAX_PARAMETER_SETS) {
            sets.add(nal);
          }
        }
      }
      return sets;
    }

    private static byte[] decode(String text) {
      try {
        return Base64.getDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        return new byte[0];
      }
    }
  }

  /**
   * Parses a description.
   *
   * @throws RtspProtocolException where it is none, or past a bound
   */
  static Sdp parse(String text) {
    String[] lines = text.split("\r\n|\n|\r", MAX_LINES + 1);
    if (lines.length > MAX_LINES) {
      throw new RtspProtocolException("a session description of more than 500 lines");
    }
    String control = null;
    String tool = "";
    List<Section> sections = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("m=")) {
        if (sections.size() == MAX_MEDIA) {
          throw new RtspProtocolException(
              "a session description of more than " + MAX_MEDIA + " tracks");
        }
        sections.add(new Section(line.substring(2).trim()));
      } else if (line.startsWith("a=") && !sections.isEmpty()) {
        sections.get(sections.size() - 1).attribute(line.substring(2).trim());
      } else if (line.startsWith("a=tool:")) {
        tool = line.substring("a=tool:".length()).trim();
      } else if (line.startsWith("a=control:")) {
        control = line.substring("a=control:".length()).trim();
      }
    }
    if (sections.isEmpty()) {
      throw new RtspProtocolException("a session description without any track");
    }
    return new Sdp(control, tool, sections.stream().map(Section::media).toList());
  }

  /** A section while it is read. */
  private static final class Section {
    private final String type;
    private final int payloadType;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private String encoding = "";
    private int clockRate = 90_000;
    private int channels = 1;
    private @Nullable String control;

    Section(String line) {
      String[] words = line.split(" +", -1);
      type = words[0];
      payloadType = words.length > 3 ? number(words[3], -1) : -1;
      // The static payload types that cameras use (RFC 3551 §6).
      switch (payloadType) {
        case 0 -> known("PCMU", 8_000);
        case 8 -> known("PCMA", 8_000);
        case 26 -> known("JPEG", clockRate);
        default -> {}
      }
    }

    private void known(String itsEncoding, int itsRate) {
      encoding = itsEncoding;
      clockRate = itsRate;
    }

    void attribute(String attribute) {
      String[] nameAndValue = attribute.split(":", 2);
      String value = nameAndValue.length == 2 ? nameAndValue[1].trim() : "";
      switch (nameAndValue[0].trim()) {
        case "control" -> control = value;
        case "rtpmap" -> rtpmap(value.split(" +", 2));
        case "fmtp" -> fmtp(value.split(" +", 2));
        default -> {}
      }
    }

    private void rtpmap(String[] words) {
      if (words.length == 2 && number(words[0], -1) == payloadType) {
        String[] parts = words[1].trim().split("/", -1);
        encoding = parts[0].toUpperCase(Locale.ROOT);
        int rate = parts.length > 1 ? number(parts[1], clockRate) : clockRate;
        clockRate = rate > 0 ? rate : clockRate;
        channels = parts.length > 2 ? Math.max(1, number(parts[2], 1)) : 1;
      }
    }

    private void fmtp(String[] words) {
      if (words.length == 2 && number(words[0], -1) == payloadType) {
        for (String parameter : words[1].split(";", -1)) {
          String[] pair = parameter.trim().split("=", 2);
          if (pair.length == 2) {
            parameters.put(pair[0].trim().toLowerCase(Locale.ROOT), pair[1].trim());
          }
        }
      }
    }

    private static int number(String text, int otherwise) {
      try {
        return Integer.parseInt(text.trim());
      } catch (NumberFormatException e) {
        return otherwise;
      }
    }

    Media media() {
      return new Media(
          type, payloadType, encoding, clockRate, channels, control, Map.copyOf(parameters));
    }
  }
}
