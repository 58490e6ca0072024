package org.gengfu.ingest.rtsp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.gengfu.ingest.rtsp.RtspMessage.Reply;
import org.gengfu.ingest.source.StreamTarget;
import org.jspecify.annotations.Nullable;

/** OPTIONS, DESCRIBE, SETUP, PLAY: from a connection to a stream. Each step is one method. */
final class Handshake {
  /** Hears how far it is. */
  interface Progress {
    /**
     * The video is to be asked for.
     *
     * @param then is given SETUP's Transport, at once or later
     */
    void transport(Consumer<String> then);

    /**
     * The video's packets may come from now on: some cameras don't wait for PLAY.
     *
     * @param url of the session
     */
    void prepared(Sdp.Media video, SetupReply setup, String url);

    /**
     * Its sound is to be asked for.
     *
     * @param then is given SETUP's Transport, at once or later; null where it can't be received
     */
    void soundTransport(Consumer<@Nullable String> then);

    /** The packets of its sound may come from now on. */
    void soundPrepared(AudioTrack sound, SetupReply setup);

    /** The camera gives no sound. */
    void soundRefused();

    /**
     * The camera sends.
     *
     * @param url of the session
     * @param keepAliveMethods what it offers to keep the session alive, the best first
     */
    void playing(String url, List<String> keepAliveMethods);

    /** The camera sends us elsewhere. */
    void moved(String location);

    /** Something odd was noticed. */
    void quirk(Quirk quirk);
  }

  /** From best to worst: the first two name the session for certain. */
  private static final List<String> KEEP_ALIVES =
      List.of("GET_PARAMETER", "SET_PARAMETER", "OPTIONS");

  private static final int SESSION_NOT_FOUND = 454;

  private final StreamTarget target;
  private final RtspDialogue dialogue;
  private final Authenticator authenticator;
  private final Progress progress;
  private @Nullable String otherSession;
  private List<String> keepAliveMethods = List.of("OPTIONS");

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
    if (reply.status() == 401 || elsewhere(reply)) {
      refuse("OPTIONS", reply);
      return;
    }
    if (!reply.ok()) {
      progress.quirk(Quirk.OPTIONS_REFUSED);
    }
    List<String> offered =
        reply.headers().all("Public").stream()
            .flatMap(methods -> Arrays.stream(methods.split(",", -1)))
            .map(method -> method.trim().toUpperCase(Locale.ROOT))
            .toList();
    keepAliveMethods =
        KEEP_ALIVES.stream()
            .filter(method -> offered.contains(method) || method.equals("OPTIONS"))
            .toList();
    RtspHeaders accept = new RtspHeaders().add("Accept", "application/sdp");
    dialogue.ask("DESCRIBE", target.url(), accept, this::described);
  }

  private void described(Reply reply) {
    if (!reply.ok()) {
      refuse("DESCRIBE", reply);
      return;
    }
    Sdp sdp = Sdp.parse(reply.body());
    Sdp.Media video = VideoTrack.choose(sdp);
    if (OldLive555.wrote(sdp.tool())) {
      progress.quirk(Quirk.LIVE555_OF_BEFORE_2017);
    }
    if (video.parameterSets().isEmpty()) {
      progress.quirk(Quirk.NO_PARAMETER_SETS_IN_SDP);
    }
    ControlUrls urls = ControlUrls.of(target.url(), reply, sdp);
    AudioTrack sound = target.sound() ? AudioTrack.choose(sdp) : null;
    progress.transport(
        transport ->
            dialogue.ask(
                "SETUP",
                urls.track(video.control()),
                new RtspHeaders().add("Transport", transport),
                setUp -> setUp(setUp, video, sound, urls)));
  }

  private void setUp(Reply reply, Sdp.Media video, @Nullable AudioTrack sound, ControlUrls urls) {
    if (!reply.ok()) {
      refuse("SETUP", reply);
      return;
    }
    SetupReply setup = SetupReply.of(reply);
    if (setup.session() == null) {
      progress.quirk(Quirk.NO_SESSION);
    } else {
      dialogue.session(setup.session());
    }
    progress.prepared(video, setup, urls.session());
    if (sound == null) {
      play(urls);
      return;
    }
    progress.soundTransport(
        transport -> {
          if (transport == null) {
            play(urls);
          } else {
            askForSound(sound, transport, setup.session(), urls);
          }
        });
  }

  private void askForSound(
      AudioTrack sound, String transport, @Nullable String session, ControlUrls urls) {
    dialogue.ask(
        "SETUP",
        urls.track(sound.media().control()),
        new RtspHeaders().add("Transport", transport),
        reply -> {
          if (reply.ok()) {
            SetupReply setup = SetupReply.of(reply);
            sessions(session, setup.session());
            progress.soundPrepared(sound, setup);
          } else {
            // Without it the pictures are still worth having.
            progress.soundRefused();
          }
          play(urls);
        });
  }

  /** A session has one name for all its tracks (RFC 2326 §12.37); some servers change it. */
  private void sessions(@Nullable String first, @Nullable String second) {
    if (second == null || second.equals(first)) {
      return;
    }
    if (first == null) {
      dialogue.session(second);
    } else {
      progress.quirk(Quirk.SESSION_CHANGES);
      otherSession = second;
    }
  }

  private void play(ControlUrls urls) {
    RtspHeaders range = new RtspHeaders().add("Range", "npt=0.000-");
    dialogue.ask("PLAY", urls.session(), range, played -> played(played, urls));
  }

  private void played(Reply reply, ControlUrls urls) {
    String other = otherSession;
    if (reply.status() == SESSION_NOT_FOUND && other != null) {
      otherSession = null;
      dialogue.session(other);
      play(urls);
      return;
    }
    if (!reply.ok()) {
      refuse("PLAY", reply);
      return;
    }
    progress.playing(urls.session(), keepAliveMethods);
  }

  private static boolean elsewhere(Reply reply) {
    return switch (reply.status()) {
      case 301, 302, 303, 305, 307, 308 -> reply.headers().first("Location").isPresent();
      default -> false;
    };
  }

  /** The camera does not do it: goes where it points to, or ends. */
  private void refuse(String method, Reply reply) {
    if (elsewhere(reply)) {
      progress.moved(reply.headers().first("Location").orElse(""));
    } else {
      RtspFailureException refusal =
          Refusals.of(method, reply, target, authenticator.hasCredentials());
      throw new RtspFailureException(
          refusal.kind(),
          refusal.complaint(),
          refusal.detail(),
          Refusals.crowded(reply),
          Challenge.asked(reply.headers().all("WWW-Authenticate")));
    }
  }
}
