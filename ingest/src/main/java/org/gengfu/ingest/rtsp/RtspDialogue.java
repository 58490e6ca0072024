package org.gengfu.ingest.rtsp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.gengfu.ingest.rtsp.RtspMessage.Reply;
import org.gengfu.ingest.source.CameraLoop;
import org.jspecify.annotations.Nullable;

/** Asks the server, finds each reply's question again, and answers challenges by the way. */
final class RtspDialogue {
  /** How long a question waits for its reply. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * The same for OPTIONS, where nothing at all has been heard: there is nothing to prepare for it,
   * and a camera that hangs should be tried anew soon.
   */
  static final Duration FIRST_PATIENCE = Duration.ofMillis(2500);

  /** How often one question is asked again because of a challenge. */
  static final int MAX_CHALLENGES = 3;

  /** Most questions without a reply that are remembered. */
  static final int MAX_OPEN = 8;

  private final CameraLoop loop;
  private final Authenticator authenticator;
  private final Consumer<String> line;
  private final Consumer<String> onSilence;
  private final Map<Integer, Question> open = new LinkedHashMap<>();
  private Consumer<Quirk> onQuirk = quirk -> {};
  private int sequence;
  private boolean heard;
  private @Nullable String session;

  private record Question(
      String method,
      String uri,
      RtspHeaders extra,
      Consumer<Reply> onReply,
      boolean authorised,
      int challenges,
      CameraLoop.@Nullable Timer timer) {}

  /**
   * @param line sends text to the server
   * @param onSilence is told the method that was not answered
   */
  RtspDialogue(
      CameraLoop loop,
      Authenticator authenticator,
      Consumer<String> line,
      Consumer<String> onSilence) {
    this.loop = loop;
    this.authenticator = authenticator;
    this.line = line;
    this.onSilence = onSilence;
  }

  /** From now on every request carries this session. */
  void session(String id) {
    session = id;
  }

  /** Asks; silence is a failure. */
  void ask(String method, String uri, RtspHeaders extra, Consumer<Reply> onReply) {
    send(method, uri, extra, onReply, 0, patience(method));
  }

  private CameraLoop.Timer patience(String method) {
    Runnable silence = () -> onSilence.accept(method);
    return method.equals("OPTIONS") ? new Patience(silence) : loop.schedule(PATIENCE, silence);
  }

  /** Waits longer for one that has said something than for one that has not. */
  private final class Patience implements CameraLoop.Timer {
    private CameraLoop.Timer timer;

    Patience(Runnable silence) {
      timer =
          loop.schedule(
              FIRST_PATIENCE,
              () -> {
                if (heard) {
                  timer = loop.schedule(PATIENCE.minus(FIRST_PATIENCE), silence);
                } else {
                  silence.run();
                }
              });
    }

    @Override
    public void cancel() {
      timer.cancel();
    }
  }

  /** Asks; some cameras never answer it, and that is no harm. */
  void mention(String method, String uri, Consumer<Reply> onReply) {
    send(method, uri, new RtspHeaders(), onReply, 0, null);
  }

  private void send(
      String method,
      String uri,
      RtspHeaders extra,
      Consumer<Reply> onReply,
      int challenges,
      CameraLoop.@Nullable Timer timer) {
    sequence++;
    RtspHeaders headers = new RtspHeaders().add("CSeq", String.valueOf(sequence));
    headers.add("User-Agent", "Gengfu");
    if (session != null) {
      headers.add("Session", session);
    }
    String authorization = authenticator.authorization(method, uri);
    if (authorization != null) {
      headers.add("Authorization", authorization);
    }
    if (open.size() >= MAX_OPEN) {
      open.remove(open.keySet().iterator().next());
    }
    open.put(
        sequence,
        new Question(method, uri, extra, onReply, authorization != null, challenges, timer));
    StringBuilder text = new StringBuilder(method).append(' ').append(uri).append(" RTSP/1.0\r\n");
    headers.writeTo(text);
    extra.writeTo(text);
    line.accept(text.append("\r\n").toString());
  }

  /** Is told of what is odd in the replies. */
  void onQuirk(Consumer<Quirk> told) {
    onQuirk = told;
  }

  /** Takes a reply; one that answers nothing is passed over. */
  void reply(Reply reply) {
    heard = true;
    Question question = open.remove(answered(reply));
    if (question == null) {
      return;
    }
    if (question.timer() != null) {
      question.timer().cancel();
    }
    boolean again =
        reply.status() == 401
            && question.challenges() < MAX_CHALLENGES
            && authenticator.challenged(
                reply.headers().all("WWW-Authenticate"), question.authorised());
    if (again) {
      send(
          question.method(),
          question.uri(),
          question.extra(),
          question.onReply(),
          question.challenges() + 1,
          question.timer() == null ? null : patience(question.method()));
    } else {
      question.onReply().accept(reply);
    }
  }

  /**
   * The CSeq of the reply. Where a camera leaves it out, the oldest question is meant; where it
   * names none that is open, the only open one.
   */
  private int answered(Reply reply) {
    int oldest = open.isEmpty() ? 0 : open.keySet().iterator().next();
    int named = named(reply);
    if (named == 0) {
      onQuirk.accept(Quirk.NO_CSEQ);
      return oldest;
    }
    if (!open.containsKey(named) && open.size() == 1) {
      onQuirk.accept(Quirk.WRONG_CSEQ);
      return oldest;
    }
    return named;
  }

  private static int named(Reply reply) {
    try {
      return reply.headers().first("CSeq").map(text -> Integer.parseInt(text.trim())).orElse(0);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Agrees to a request of the server's own. */
  void agree(RtspMessage.Request request) {
    String cseq = request.headers().first("CSeq").orElse("0");
    line.accept("RTSP/1.0 200 OK\r\nCSeq: " + cseq + "\r\n\r\n");
  }

  /** Refuses a request of the server's own, as RFC 2326 §5 lets a client. */
  void refuse(RtspMessage.Request request) {
    heard = true;
    String cseq = request.headers().first("CSeq").orElse("0");
    line.accept("RTSP/1.0 501 Not Implemented\r\nCSeq: " + cseq + "\r\n\r\n");
  }

  void close() {
    open.values().stream()
        .map(Question::timer)
        .forEach(
            timer -> {
              if (timer != null) {
                timer.cancel();
              }
            });
    open.clear();
  }
}
