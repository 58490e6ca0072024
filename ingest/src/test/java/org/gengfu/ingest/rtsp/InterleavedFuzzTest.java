package org.gengfu.ingest.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.ingest.testing.FuzzInput;

/**
 * Whatever comes, and however the network cuts it into reads: the same frames and messages, the
 * same end, nothing held.
 */
class InterleavedFuzzTest {
  private static final int SIZES = 4;

  @FuzzTest
  void readBoundariesMeanNothing(byte[] data) {
    FuzzInput input = new FuzzInput(data);
    byte[] sizes = input.bytes(SIZES);
    byte[] stream = input.rest();
    List<String> whole = heard(new FuzzInput(stream).reads(new byte[0]));
    List<String> cut = heard(new FuzzInput(stream).reads(sizes));
    if (!cut.equals(whole)) {
      assertThat(cut).isEqualTo(whole);
    }
  }

  private static List<String> heard(List<ByteBuf> reads) {
    UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true, true);
    Heard heard = new Heard();
    InterleavedDecoder decoder = new InterleavedDecoder(memory, heard);
    try {
      for (ByteBuf read : reads) {
        decoder.read(read);
        read.release();
      }
    } catch (RtspProtocolException e) {
      // How much of the rubbish had come when it was noticed is told in the message.
      heard.all.add("broken");
    }
    decoder.close();
    if (memory.metric().usedDirectMemory() != 0) {
      throw new AssertionError("memory is held: " + memory.metric());
    }
    return heard.all;
  }

  private static final class Heard implements InterleavedDecoder.Sink {
    private final List<String> all = new ArrayList<>();

    @Override
    public void frame(int channel, ByteBuf in, int index, int length) {
      all.add(channel + " " + ByteBufUtil.hexDump(in, index, length));
    }

    @Override
    public void message(RtspMessage message) {
      List<String> headers = new ArrayList<>();
      for (String name : new String[] {"CSeq", "Session", "Content-Length", "Content-Base"}) {
        headers.addAll(message.headers().all(name));
      }
      all.add(
          message instanceof RtspMessage.Reply reply
              ? reply.line() + headers + reply.body()
              : ((RtspMessage.Request) message).method() + headers);
    }

    @Override
    public boolean finished() {
      return all.size() > 1000;
    }
  }
}
