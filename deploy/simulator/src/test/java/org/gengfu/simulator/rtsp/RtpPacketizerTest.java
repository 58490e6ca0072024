package org.gengfu.simulator.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.simulator.clip.ParameterSets;
import org.gengfu.simulator.clip.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtpPacketizerTest {
  private static final ParameterSets SETS =
      new ParameterSets(64, 64, new byte[] {0x67, 1, 2, 3}, new byte[] {0x68, 4});
  private final RtpPacketizer packetizer = new RtpPacketizer(2, 0x1234, 0xfffe);

  private List<RtspProbe.Frame> frames(Picture picture, boolean keyframe, boolean lossy) {
    ByteBuf bytes =
        packetizer.packetize(
            UnpooledByteBufAllocator.DEFAULT, keyframe ? SETS : null, picture, 77, lossy);
    List<RtspProbe.Frame> frames = new ArrayList<>();
    while (bytes.isReadable()) {
      assertThat(bytes.readByte()).isEqualTo((byte) '$');
      int channel = bytes.readUnsignedByte();
      byte[] packet = new byte[bytes.readUnsignedShort()];
      bytes.readBytes(packet);
      frames.add(new RtspProbe.Frame(channel, packet));
    }
    bytes.release();
    return frames;
  }

  private static byte[] nal(int type, int length) {
    byte[] nal = new byte[length];
    for (int i = 0; i < length; i++) {
      nal[i] = (byte) (i * 31);
    }
    nal[0] = (byte) (0x60 | type);
    return nal;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1399, 1400, 1401, 2797, 2798, 20_000})
  void everyNalUnitComesBack(int length) {
    List<byte[]> sent = List.of(nal(5, length), nal(5, 12), nal(1, length));
    List<byte[]> received = new ArrayList<>();
    ByteArrayOutputStream fragment = new ByteArrayOutputStream();
    List<RtspProbe.Frame> frames = frames(new Picture(0, sent), true, false);
    for (RtspProbe.Frame frame : frames) {
      assertThat(frame.bytes().length).isLessThanOrEqualTo(12 + RtpPacketizer.MAX_PAYLOAD_BYTES);
      Depacketizer.take(frame.bytes(), received, fragment);
    }
    assertThat(received.subList(0, 2)).containsExactly(SETS.sps(), SETS.pps());
    assertThat(received.subList(2, 5)).containsExactlyElementsOf(sent);
  }

  @Test
  void theMarkerStandsOnTheLastPacketOnly() {
    List<RtspProbe.Frame> frames =
        frames(new Picture(0, List.of(nal(5, 4000), nal(5, 3000))), true, false);
    assertThat(frames.get(frames.size() - 1).marker()).isTrue();
    assertThat(frames.subList(0, frames.size() - 1)).noneMatch(RtspProbe.Frame::marker);
    assertThat(frames).allMatch(frame -> frame.timestamp() == 77 && frame.channel() == 2);
  }

  @Test
  void sequenceNumbersWrap() {
    List<RtspProbe.Frame> frames = frames(new Picture(0, List.of(nal(1, 4000))), false, false);
    assertThat(frames).extracting(RtspProbe.Frame::sequence).containsExactly(0xfffe, 0xffff, 0);
    assertThat(packetizer.nextSequence()).isEqualTo(1);
  }

  @Test
  void lossySkipsAPacketButCountsIt() {
    Picture picture = new Picture(0, List.of(nal(1, 1398 * 25)));
    List<RtspProbe.Frame> frames = frames(picture, false, true);
    assertThat(frames).hasSize(24);
    assertThat(packetizer.packets()).isEqualTo(25);
    assertThat(frames.get(19).sequence() - frames.get(18).sequence()).isEqualTo(2);
  }

  @Test
  void reportsWhatItSent() {
    frames(new Picture(0, List.of(nal(1, 100))), false, false);
    ByteBuf report = packetizer.senderReport(UnpooledByteBufAllocator.DEFAULT, 0x0102L << 32, 99);
    assertThat(report.getByte(1)).isEqualTo((byte) 3);
    assertThat(report.getUnsignedShort(2)).isEqualTo(28);
    assertThat(report.getUnsignedByte(5)).isEqualTo((short) 200);
    assertThat(report.getInt(8)).isEqualTo(0x1234);
    assertThat(report.getLong(12)).isEqualTo(0x0102L << 32);
    assertThat(report.getInt(20)).isEqualTo(99);
    assertThat(report.getInt(24)).isEqualTo(1);
    assertThat(report.getInt(28)).isEqualTo(100);
    report.release();
  }
}
