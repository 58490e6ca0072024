package org.gengfu.ingest.rtsp;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.ingest.rtsp.audio.AacDepacketizer;
import org.gengfu.ingest.rtsp.audio.AuHeaderLayout;
import org.gengfu.ingest.rtsp.audio.AudioDepacketizer;
import org.gengfu.ingest.rtsp.audio.AudioSpecificConfig;
import org.gengfu.ingest.rtsp.audio.G711Depacketizer;
import org.jspecify.annotations.Nullable;

/**
 * Which of a description's tracks is received as the camera's sound, and by what: AAC (RFC 3640) or
 * G.711. A track in another format is left out: sound is a bonus, and no reason to refuse pictures.
 *
 * @param media the track
 * @param format of its sound
 */
record AudioTrack(Sdp.Media media, AudioFormat format) {
  private static final String AAC = "MPEG4-GENERIC";
  private static final int MAX_CHANNELS = 8;

  /** The first audio track in a codec that can be received; null where there is none. */
  static @Nullable AudioTrack choose(Sdp sdp) {
    for (Sdp.Media media : sdp.media()) {
      AudioFormat format = media.type().equals("audio") ? format(media) : null;
      if (format != null) {
        return new AudioTrack(media, format);
      }
    }
    return null;
  }

  private static @Nullable AudioFormat format(Sdp.Media media) {
    try {
      return switch (media.encoding()) {
        case AAC -> aac(media.parameters());
        case "PCMA" -> g711(AudioCodec.PCMA, media);
        case "PCMU" -> g711(AudioCodec.PCMU, media);
        default -> null;
      };
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable AudioFormat g711(AudioCodec codec, Sdp.Media media) {
    return media.channels() > MAX_CHANNELS
        ? null
        : new AudioFormat(codec, media.clockRate(), media.channels(), new byte[0]);
  }

  private static @Nullable AudioFormat aac(Map<String, String> parameters) {
    String mode = parameters.getOrDefault("mode", "").toLowerCase(Locale.ROOT);
    if (!mode.equals("aac-hbr") && !mode.equals("aac-lbr")) {
      return null;
    }
    layout(parameters);
    byte[] configuration = HexFormat.of().parseHex(parameters.getOrDefault("config", ""));
    AudioSpecificConfig config = AudioSpecificConfig.parse(configuration);
    return new AudioFormat(AudioCodec.AAC, config.sampleRate(), config.channels(), configuration);
  }

  private static AuHeaderLayout layout(Map<String, String> parameters) {
    return new AuHeaderLayout(
        number(parameters, "sizelength"),
        number(parameters, "indexlength"),
        number(parameters, "indexdeltalength"));
  }

  private static int number(Map<String, String> parameters, String name) {
    return Integer.parseInt(parameters.getOrDefault(name, "0"));
  }

  /** What makes audio units of the track's packets. */
  AudioDepacketizer depacketizer(AudioDepacketizer.Output output) {
    if (format.codec() != AudioCodec.AAC) {
      return new G711Depacketizer(format, output);
    }
    int unitSamples = AudioSpecificConfig.parse(format.configuration()).unitSamples();
    return new AacDepacketizer(format, unitSamples, layout(media.parameters()), output);
  }
}
