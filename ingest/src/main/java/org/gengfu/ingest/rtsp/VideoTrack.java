package org.gengfu.ingest.rtsp;

import io.netty.buffer.ByteBufAllocator;
import org.gengfu.core.media.Complaint;
import org.gengfu.ingest.rtsp.h264.H264Depacketizer;
import org.gengfu.ingest.rtsp.h264.H264ParameterSets;
import org.gengfu.ingest.rtsp.h265.H265Depacketizer;
import org.gengfu.ingest.rtsp.h265.H265ParameterSets;
import org.gengfu.ingest.rtsp.nal.ParameterSets;
import org.gengfu.ingest.rtsp.nal.UnitAssembler;
import org.gengfu.ingest.rtsp.nal.VideoDepacketizer;
import org.gengfu.ingest.source.StreamFailure.Kind;
import org.jspecify.annotations.Nullable;

/** Which of a description's tracks is received, and by what. */
final class VideoTrack {
  private static final String H264 = "H264";
  private static final String H265 = "H265";

  /** The H.264 packetization mode with interleaved NAL units, which nobody sends. */
  private static final String INTERLEAVED_MODE = "2";

  private VideoTrack() {}

  /**
   * The first video track in a codec that can be received.
   *
   * @throws RtspFailureException saying what is sent instead
   */
  static Sdp.Media choose(Sdp sdp) {
    Sdp.@Nullable Media other = null;
    for (Sdp.Media media : sdp.media()) {
      if (media.type().equals("video")) {
        if (media.encoding().equals(H264) || media.encoding().equals(H265)) {
          return checkOrder(media);
        }
        other = other == null ? media : other;
      }
    }
    if (other == null) {
      throw new RtspFailureException(
          Kind.UNSUPPORTED,
          Complaint.NO_VIDEO,
          "the stream has no video: check the URL, or switch the video on");
    }
    String sent = other.encoding().isEmpty() ? "an unnamed format" : other.encoding();
    throw new RtspFailureException(
        Kind.UNSUPPORTED,
        Complaint.CODEC_UNKNOWN,
        "the camera sends "
            + PeerText.shown(sent)
            + ", and only H.264 and H.265 can be received: set this stream to H.264 or H.265 in the"
            + " camera's own settings, or use another of its streams");
  }

  /** Packets come in decoding order, or not at all: no camera sends them otherwise. */
  private static Sdp.Media checkOrder(Sdp.Media media) {
    if (media.encoding().equals(H264)
        && INTERLEAVED_MODE.equals(media.parameters().get("packetization-mode"))) {
      throw new RtspFailureException(
          Kind.UNSUPPORTED,
          Complaint.CODEC_UNKNOWN,
          "the camera sends H.264 in packetization mode 2, which is not supported: set another");
    }
    String difference = media.parameters().getOrDefault("sprop-max-don-diff", "0");
    if (media.encoding().equals(H265) && !difference.equals("0")) {
      throw new RtspFailureException(
          Kind.UNSUPPORTED,
          Complaint.CODEC_UNKNOWN,
          "the camera sends H.265 out of its decoding order (sprop-max-don-diff "
              + PeerText.shown(difference)
              + "), which is not supported: switch interleaving off in the camera's own settings, or"
              + " set this stream to H.264");
    }
    return media;
  }

  /** What makes access units of the track's packets. */
  static VideoDepacketizer depacketizer(
      Sdp.Media video, ByteBufAllocator allocator, UnitAssembler.Output output) {
    boolean h265 = video.encoding().equals(H265);
    ParameterSets sets = h265 ? new H265ParameterSets() : new H264ParameterSets();
    video.parameterSets().forEach(sets::offer);
    return h265
        ? new H265Depacketizer(allocator, sets, output)
        : new H264Depacketizer(allocator, sets, output);
  }
}
