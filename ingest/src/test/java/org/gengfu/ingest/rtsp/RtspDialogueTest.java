package org.gengfu.ingest.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.ingest.testing.ManualLoop;
import org.junit.jupiter.api.Test;

/** How long a question waits for its answer. */
class RtspDialogueTest {
  private static final Duration TICK = Duration.ofMillis(1);

  private final ManualLoop loop = new ManualLoop();
  private final List<String> silences = new ArrayList<>();
  private final RtspDialogue dialogue =
      new RtspDialogue(loop, new Authenticator(null, () -> "nonce"), line -> {}, silences::add);

  private void ask(String method) {
    dialogue.ask(method, "rtsp://camera/", new RtspHeaders(), reply -> {});
  }

  @Test
  void givesUpSoonOnOneThatSaysNothingAtAll() {
    ask("OPTIONS");
    loop.advance(RtspDialogue.FIRST_PATIENCE.minus(TICK));
    assertThat(silences).isEmpty();
    loop.advance(TICK);
    assertThat(silences).containsExactly("OPTIONS");
  }

  @Test
  void waitsLongerForOneThatHasSaidSomething() {
    ask("OPTIONS");
    dialogue.refuse(new RtspMessage.Request("OPTIONS", new RtspHeaders()));
    loop.advance(RtspDialogue.PATIENCE.minus(TICK));
    assertThat(silences).isEmpty();
    loop.advance(TICK);
    assertThat(silences).containsExactly("OPTIONS");
  }

  @Test
  void givesTheDescriptionItsTime() {
    ask("DESCRIBE");
    loop.advance(RtspDialogue.PATIENCE.minus(TICK));
    assertThat(silences).isEmpty();
    loop.advance(TICK);
    assertThat(silences).containsExactly("DESCRIBE");
  }

  @Test
  void waitsNoMoreOnceItIsAnsweredOrClosed() {
    ask("OPTIONS");
    dialogue.reply(new RtspMessage.Reply(200, "OK", new RtspHeaders().add("CSeq", "1"), ""));
    ask("OPTIONS");
    dialogue.refuse(new RtspMessage.Request("OPTIONS", new RtspHeaders()));
    loop.advance(RtspDialogue.FIRST_PATIENCE.plus(TICK));
    dialogue.close();
    loop.advance(Duration.ofMinutes(1));
    assertThat(silences).isEmpty();
    assertThat(loop.pending()).isZero();
  }
}
