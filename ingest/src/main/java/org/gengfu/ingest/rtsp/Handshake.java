package org.gengfu.ingest.rtsp;

import java.util.Arrays;
import java.util.Locale;
import org.gengfu.ingest.rtsp.RtspMessage.Reply;
import org.gengfu.ingest.source.StreamTarget;

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
    Sdp.Media video = VideoTrack.choose(sdp);
    ControlUrls urls = ControlUrls.of(target.url(), reply, sdp);
    RtspHeaders transport =
        new RtspHeaders().add("Transport", "RTP/AVP/TCP;unicast;interleaved=0-1");
    dialogue.ask(
        "SETUP", urls.track(video.control()), transport, setUp -> setUp(setUp, video, urls));
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
