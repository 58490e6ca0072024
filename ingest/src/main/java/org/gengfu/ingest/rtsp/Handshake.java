package org.gengfu.ingest.rtsp;

import java.util.Arrays;
import java.util.Locale;
import org.gengfu.ingest.rtsp.RtspMessage.Reply;
import org.gengfu.ingest.source.StreamFailure.Kind;
import org.gengfu.ingest.source.StreamTarget;
import org.jspecify.annotations.Nullable;

/** OPTIONS, DESCRIBE, SETUP, PLAY: from a connection to a stream. Each step is one method. */
final class Handshake {
  /** Hears how far it is. */
  interface Progress {
    /** The video's packets may come from now on: some cameras don't wait for PLAY. */
    void prepared(Sdp.Media video, SetupReply setup);

    /**
     * The camera sends.
     *
     * @param url of the session
     * @param keepAliveMethod what it offers to keep the session alive
     */
    void playing(String url, String keepAliveMethod);
  }

  /** The H.264 packetization mode with interleaved NAL units, which nobody sends. */
  private static final String INTERLEAVED_MODE = "2";

  private final StreamTarget target;
  private final RtspDialogue dialogue;
  private final Authenticator authenticator;
  private final Progress progress;
  private String keepAliveMethod = "OPTIONS";

  Handshake(
      StreamTarget target, RtspDialogue dialogue, Authenticator authenticator, Progress progress) {
    this.target = target;
    this.dialogue = dialogue;
    this.authenticator = authenticator;
    this.progress = progress;
  }

  void start() {
    dialogue.ask("OPTIONS", target.url(), new RtspHeaders(), this::options);
  }

  /** Not every camera answers OPTIONS well, and nothing hangs on it but the keep-alive. */
  private void options(Reply reply) {
    if (reply.status() == 401) {
      throw refused("OPTIONS", reply);
    }
    boolean offered =
        reply.headers().all("Public").stream()
            .flatMap(methods -> Arrays.stream(methods.split(",", -1)))
            .anyMatch(method -> method.trim().toUpperCase(Locale.ROOT).equals("GET_PARAMETER"));
    keepAliveMethod = offered ? "GET_PARAMETER" : "OPTIONS";
    RtspHeaders accept = new RtspHeaders().add("Accept", "application/sdp");
    dialogue.ask("DESCRIBE", target.url(), accept, this::described);
  }

  private void described(Reply reply) {
    if (!reply.ok()) {
      throw refused("DESCRIBE", reply);
    }
    Sdp sdp = Sdp.parse(reply.body());
    Sdp.Media video = chooseVideo(sdp);
    ControlUrls urls = ControlUrls.of(target.url(), reply, sdp);
    RtspHeaders transport =
        new RtspHeaders().add("Transport", "RTP/AVP/TCP;unicast;interleaved=0-1");
    dialogue.ask(
        "SETUP", urls.track(video.control()), transport, setUp -> setUp(setUp, video, urls));
  }

  private static Sdp.Media chooseVideo(Sdp sdp) {
    Sdp.@Nullable Media other = null;
    for (Sdp.Media media : sdp.media()) {
      if (media.type().equals("video")) {
        if (media.encoding().equals("H264")) {
          return checkMode(media);
        }
        other = other == null ? media : other;
      }
    }
    if (other == null) {
      throw new RtspFailureException(
          Kind.UNSUPPORTED, "the stream has no video: check the URL, or switch the video on");
    }
    String sent = other.encoding().isEmpty() ? "an unnamed format" : other.encoding();
    throw new RtspFailureException(
        Kind.UNSUPPORTED,
        "the camera sends "
            + PeerText.shown(sent)
            + ", and only H.264 can be received: set this stream to H.264 in the camera's own"
            + " settings, or use another of its streams");
  }

  private static Sdp.Media checkMode(Sdp.Media media) {
    if (INTERLEAVED_MODE.equals(media.parameters().get("packetization-mode"))) {
      throw new RtspFailureException(
          Kind.UNSUPPORTED,
          "the camera sends H.264 in packetization mode 2, which is not supported: set another");
    }
    return media;
  }

  private void setUp(Reply reply, Sdp.Media video, ControlUrls urls) {
    if (!reply.ok()) {
      throw refused("SETUP", reply);
    }
    SetupReply setup = SetupReply.of(reply);
    if (setup.session() != null) {
      dialogue.session(setup.session());
    }
    progress.prepared(video, setup);
    RtspHeaders range = new RtspHeaders().add("Range", "npt=0.000-");
    dialogue.ask("PLAY", urls.session(), range, played -> played(played, urls));
  }

  private void played(Reply reply, ControlUrls urls) {
    if (!reply.ok()) {
      throw refused("PLAY", reply);
    }
    progress.playing(urls.session(), keepAliveMethod);
  }

  private RtspFailureException refused(String method, Reply reply) {
    return Refusals.of(method, reply, target, authenticator.hasCredentials());
  }
}
