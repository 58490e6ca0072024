package org.gengfu.ingest.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.ingest.rtsp.RtspMessage.Reply;
import org.gengfu.ingest.testing.ManualLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which question keeps a session alive, with cameras that answer in their own ways. */
class KeepAliveTest {
  private static final Duration HALF = Duration.ofSeconds(30);

  private final ManualLoop loop = new ManualLoop();
  private final List<String> asked = new ArrayList<>();
  private final List<Quirk> quirks = new ArrayList<>();
  private final RtspDialogue dialogue =
      new RtspDialogue(
          loop, new Authenticator(null, () -> "n"), this::line, method -> asked.add("silent"));
  private long packets;
  private int lost;
  private int answer = 200;
  private @Nullable String refused;

  private void line(String text) {
    String method = text.substring(0, text.indexOf(' '));
    asked.add(method);
    int status = method.equals(refused) ? 400 : answer;
    String cseq = text.lines().filter(l -> l.startsWith("CSeq: ")).findFirst().orElseThrow();
    if (status > 0) {
      RtspHeaders headers = new RtspHeaders().add("CSeq", cseq.substring(6));
      loop.execute(() -> dialogue.reply(new Reply(status, "Said", headers, "")));
    }
  }

  private void begin(String... methods) {
    new KeepAlive(
            loop,
            dialogue,
            "rtsp://h/a",
            List.of(methods),
            60,
            () -> packets,
            quirks::add,
            () -> lost++)
        .start();
  }

  private void intervals(int count) {
    for (int n = 0; n < count * 10; n++) {
      packets++;
      loop.advance(HALF.dividedBy(10));
    }
  }

  @Test
  void asksTheBestAtHalfTheTimeout() {
    begin("GET_PARAMETER", "OPTIONS");
    loop.advance(HALF.minusNanos(1));
    assertThat(asked).isEmpty();
    loop.advance(Duration.ofNanos(1));
    assertThat(asked).containsExactly("GET_PARAMETER");
    intervals(2);
    assertThat(asked).hasSize(3).containsOnly("GET_PARAMETER");
    assertThat(quirks).isEmpty();
  }

  @Test
  void takesTheNextWhereOneIsRefusedAndEndsWithNone() {
    refused = "SET_PARAMETER";
    begin("SET_PARAMETER", "OPTIONS");
    intervals(2);
    assertThat(asked).containsExactly("SET_PARAMETER", "OPTIONS");
    assertThat(quirks).containsExactly(Quirk.KEEP_ALIVE_REFUSED);
    refused = "OPTIONS";
    intervals(4);
    assertThat(asked).containsExactly("SET_PARAMETER", "OPTIONS", "OPTIONS");
    assertThat(lost).isZero();
  }

  @Test
  void goesOnAskingWhereNothingIsAnswered() {
    answer = 0;
    begin("GET_PARAMETER", "OPTIONS");
    intervals(4);
    assertThat(asked).containsExactly("GET_PARAMETER", "OPTIONS", "OPTIONS", "OPTIONS");
    assertThat(quirks).containsOnly(Quirk.KEEP_ALIVE_SILENT);
    assertThat(lost).isZero();
  }

  @Test
  void aLateAnswerIsNoReasonToAskOtherwise() {
    begin("GET_PARAMETER", "OPTIONS");
    intervals(1);
    answer = 0;
    intervals(3);
    assertThat(asked).hasSize(4).containsOnly("GET_PARAMETER");
  }

  @Test
  void doesNotBelieveThatTheSessionIsUnknownWhilePicturesCome() {
    answer = 454;
    begin("GET_PARAMETER", "OPTIONS");
    intervals(3);
    assertThat(lost).isZero();
    assertThat(quirks).containsOnly(Quirk.KEEP_ALIVE_SESSION_UNKNOWN);
    assertThat(asked).containsExactly("GET_PARAMETER", "OPTIONS");
  }

  @Test
  void believesItWhenNothingComes() {
    answer = 454;
    begin("GET_PARAMETER");
    loop.advance(HALF.plus(KeepAlive.DOUBT).minusNanos(1));
    assertThat(lost).isZero();
    loop.advance(Duration.ofNanos(1));
    assertThat(lost).isEqualTo(1);
  }
}
