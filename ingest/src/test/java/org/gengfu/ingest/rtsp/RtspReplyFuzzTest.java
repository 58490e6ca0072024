package org.gengfu.ingest.rtsp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.village.Secret;
import org.gengfu.ingest.rtsp.nal.UnitAssembler;
import org.gengfu.ingest.rtsp.rtp.StreamClock;
import org.gengfu.ingest.source.Credentials;
import org.gengfu.ingest.source.StreamFailure;
import org.gengfu.ingest.source.StreamTarget;
import org.gengfu.ingest.testing.EmbeddedSocket;
import org.gengfu.ingest.testing.FuzzInput;
import org.gengfu.ingest.testing.ManualLoop;

/**
 * A whole conversation with a server that says anything: it ends in a stream or in one failure with
 * a sentence fit to be shown; the password is not told, what is said to it stays RTSP, and nothing
 * is held.
 */
class RtspReplyFuzzTest {
  private static final String PASSWORD = "pa:ss \u7535";
  private static final StreamTarget TARGET =
      StreamTarget.of(
          "rtsp://camera.example/Streaming/Channels/101?subtype=0",
          new Credentials("admin", new Secret(PASSWORD)));

  @FuzzTest
  void endsInAStreamOrInOneSentence(byte[] data) {
    if (new String(data, StandardCharsets.UTF_8).contains(PASSWORD)) {
      // The fuzzer has learnt it from the checks below: nothing is told that isn't known.
      return;
    }
    FuzzInput input = new FuzzInput(data);
    byte[] sizes = input.bytes(2);
    UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true, true);
    ManualLoop loop = new ManualLoop();
    Outcome outcome = new Outcome();
    RtspStream stream =
        new RtspStream(
            loop,
            TARGET,
            outcome,
            loop,
            (video, setup, source, rtcp) -> {
              StreamClock clock = new StreamClock(0, video.clockRate());
              return new RtpReceiver(
                  setup.rtpChannel(),
                  video.payloadType(),
                  source,
                  rtcp,
                  clock,
                  VideoTrack.depacketizer(
                      video,
                      memory,
                      new UnitAssembler.Output(clock, loop, loop::nanoTime, outcome::unit)));
            });
    EmbeddedSocket channel = new EmbeddedSocket(stream);
    for (ByteBuf read : input.reads(sizes)) {
      // A socket that was closed reads no more; the heap's own memory needs no release.
      if (channel.isOpen()) {
        channel.writeInbound(read);
      }
      checkSaid(channel);
      loop.advance(Duration.ofMillis(100));
    }
    loop.advance(Duration.ofSeconds(31));
    checkSaid(channel);
    stream.close();
    loop.advance(Duration.ofSeconds(2));
    checkSaid(channel);
    channel.finishAndReleaseAll();
    if (memory.metric().usedDirectMemory() != 0) {
      throw new AssertionError("memory is held: " + memory.metric());
    }
    if (outcome.faults > 1) {
      throw new AssertionError("failed twice");
    }
  }

  /** What goes to the server: requests and replies, each a head of lines that we have made. */
  private static void checkSaid(EmbeddedSocket channel) {
    Object out = channel.readOutbound();
    while (out != null) {
      ByteBuf bytes = (ByteBuf) out;
      if (bytes.getByte(0) != '$') {
        String said = bytes.toString(StandardCharsets.UTF_8);
        if (!said.endsWith("\r\n\r\n") || said.contains(PASSWORD)) {
          throw new AssertionError("said: " + said);
        }
        for (String line : said.split("\r\n", -1)) {
          if (line.chars().anyMatch(c -> c < ' ' && c != '\t')) {
            throw new AssertionError("said a line with control characters: " + said);
          }
        }
      }
      bytes.release();
      out = channel.readOutbound();
    }
  }

  private static final class Outcome implements RtspStream.Owner {
    private int faults;

    @Override
    public void playing() {}

    @Override
    public void unit(AccessUnit unit) {
      unit.bytes();
    }

    @Override
    public void received(int packets, int bytes, int lost, int damagedUnits) {
      if (packets < 0 || bytes < 0 || lost < 0 || damagedUnits < 0) {
        throw new AssertionError("counted backwards");
      }
    }

    @Override
    public void quirk(Quirk quirk) {}

    @Override
    public void sessionLeft(int timeoutSeconds) {
      if (timeoutSeconds <= 0) {
        throw new AssertionError("a session that never was");
      }
    }

    @Override
    public void sessionEnded() {}

    @Override
    public void moved(String location) {
      faults++;
      try {
        StreamTarget to = new Redirects(TARGET).follow(TARGET, location, 0);
        if (to.credentials() != null && !to.host().equalsIgnoreCase(TARGET.host())) {
          throw new AssertionError("the password goes to " + to.host());
        }
      } catch (RtspFailureException e) {
        check(e.detail());
      }
    }

    @Override
    public void busy(RtspFailureException refusal, String trace) {
      faults++;
      check(refusal.detail());
    }

    @Override
    public void failed(StreamFailure failure) {
      faults++;
      check(failure.detail());
    }

    private static void check(String detail) {
      boolean clean = detail.chars().noneMatch(Character::isISOControl);
      if (detail.isBlank() || detail.length() > 600 || !clean || detail.contains(PASSWORD)) {
        throw new AssertionError("the sentence is not fit to be shown: " + detail);
      }
    }
  }
}
