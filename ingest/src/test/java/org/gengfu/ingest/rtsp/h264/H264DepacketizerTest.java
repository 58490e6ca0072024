package org.gengfu.ingest.rtsp.h264;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.ingest.rtsp.nal.Oddity;
import org.gengfu.ingest.rtsp.nal.ParameterSets;
import org.gengfu.ingest.rtsp.nal.UnitAssembler;
import org.gengfu.ingest.rtsp.rtp.RtpHeader;
import org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival;
import org.gengfu.ingest.rtsp.rtp.StreamClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class H264DepacketizerTest {
  private static final byte[] SPS = hex("674d4016da0280bfe584000003000400000300783c58ba80");
  private static final byte[] PPS = hex("68ef32c8");
  private static final byte[] SEI = hex("0605ffff80");
  private static final byte[] IDR = hex("65888400aabbccddeeff");
  private static final byte[] IDR_SECOND_SLICE = hex("65018400aabbccddeeff");
  private static final byte[] P = hex("419a0102030405060708");
  private static final byte[] P_SECOND_SLICE = hex("411a0102030405060708");

  /** A picture as a consumer sees it. */
  private record Seen(long pts, boolean keyframe, String bytes, int width) {}

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  private final ParameterSets parameterSets = new H264ParameterSets();
  private final List<Seen> seen = new ArrayList<>();
  private final RtpHeader header = new RtpHeader();
  private final H264Depacketizer depacketizer =
      new H264Depacketizer(
          allocator,
          parameterSets,
          new UnitAssembler.Output(
              new StreamClock(0, 90_000),
              () -> Instant.parse("2026-11-22T00:00:00Z"),
              () -> 0,
              this::see));
  private Arrival next = Arrival.FRESH;

  private void see(AccessUnit unit) {
    ByteBuffer bytes = unit.bytes();
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    // Behind the limit lie zeros, for FFmpeg's bit reader.
    ByteBuffer padding = unit.bytes().limit(unit.size() + AccessUnit.PADDING);
    for (int i = unit.size(); i < padding.limit(); i++) {
      assertThat(padding.get(i)).isZero();
    }
    seen.add(
        new Seen(
            unit.pts(), unit.keyframe(), HexFormat.of().formatHex(copy), unit.format().width()));
  }

  @AfterEach
  void everythingIsFreed() {
    depacketizer.close();
    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }

  @Test
  void makesUnitsOfSinglePackets() {
    start();
    packet(3600, true, P);

    assertThat(seen)
        .containsExactly(
            new Seen(0, true, lengths(SEI, IDR), 640), new Seen(3600, false, lengths(P), 640));
    assertThat(depacketizer.oddities()).isEmpty();
    assertThat(depacketizer.damagedUnits()).isZero();
  }

  @Test
  void takesParameterSetsFromTheDescription() {
    parameterSets.offer(SPS);
    parameterSets.offer(PPS);
    packet(0, true, IDR);
    assertThat(seen).hasSize(1);
  }

  @Test
  void leavesOutPicturesWithoutParameterSets() {
    packet(0, true, IDR);
    packet(3600, true, P);
    assertThat(seen).isEmpty();
    assertThat(depacketizer.damagedUnits()).isEqualTo(2);
  }

  @Test
  void beginsWithAKeyframe() {
    parameterSets.offer(SPS);
    parameterSets.offer(PPS);
    packet(0, true, P);
    packet(3600, true, IDR);
    assertThat(seen).extracting(Seen::keyframe).containsExactly(true);
  }

  @Test
  void unpacksAggregates() {
    packet(0, false, stapA(SPS, PPS, hex("09f0"), SEI));
    packet(0, true, IDR);
    assertThat(seen).containsExactly(new Seen(0, true, lengths(SEI, IDR), 640));
  }

  @Test
  void joinsFragments() {
    start();
    byte[] picture = Arrays.copyOf(P, 5000);
    for (byte[] fragment : fragments(picture, 1400)) {
      packet(3600, false, fragment);
    }
    packet(7200, true, P);
    assertThat(seen.get(1)).isEqualTo(new Seen(3600, false, lengths(picture), 640));
    assertThat(seen).hasSize(3);
  }

  @Test
  void joinsFragmentsOfACameraThatForgetsTheEndBit() {
    start();
    byte[] picture = Arrays.copyOf(P, 3000);
    for (byte[] fragment : fragments(picture, 1400)) {
      fragment[1] &= (byte) ~0x40;
      packet(3600, false, fragment);
    }
    packet(7200, true, P);
    assertThat(seen.get(1).bytes()).isEqualTo(lengths(picture));
    assertThat(depacketizer.oddities()).containsExactly(Oddity.NO_END_OF_FRAGMENT);
  }

  @Test
  void endsAPictureWithItsTimestampWhereMarkersAreMissing() {
    packet(0, false, SPS);
    packet(0, false, PPS);
    packet(0, false, IDR);
    packet(3600, false, P);
    packet(3600, false, P_SECOND_SLICE);
    packet(7200, false, P);
    assertThat(seen)
        .containsExactly(
            new Seen(0, true, lengths(IDR), 640),
            new Seen(3600, false, lengths(P, P_SECOND_SLICE), 640));
  }

  @Test
  void saysThatMarkersAreMissingAfterFivePicturesInARow() {
    start();
    for (int n = 1; n <= UnitAssembler.UNMARKED_UNITS; n++) {
      packet(3600 * n, false, P);
    }
    assertThat(depacketizer.oddities()).isEmpty();
    packet(36_000, true, P);
    for (int n = 1; n < UnitAssembler.UNMARKED_UNITS; n++) {
      packet(36_000 + 3600 * n, false, P);
    }
    assertThat(depacketizer.oddities()).containsExactly(Oddity.NO_MARKERS);
  }

  @Test
  void saysThatParameterSetsStandInTheSdpAloneAtTheThirdKeyframe() {
    parameterSets.offer(SPS);
    parameterSets.offer(PPS);
    packet(0, true, IDR);
    packet(3600, true, IDR);
    assertThat(depacketizer.oddities()).isEmpty();
    packet(7200, true, IDR);
    assertThat(depacketizer.oddities()).containsExactly(Oddity.PARAMETER_SETS_ONLY_IN_SDP);
  }

  @Test
  void ignoresMarkersOfACameraThatSetsThemBehindEverySlice() {
    packet(0, true, SPS);
    packet(0, true, PPS);
    packet(0, true, IDR);
    packet(0, true, IDR_SECOND_SLICE);
    packet(3600, true, P);
    packet(3600, true, P_SECOND_SLICE);
    packet(7200, true, IDR);
    packet(7200, true, IDR_SECOND_SLICE);
    packet(10_800, true, P);
    packet(10_800, true, P_SECOND_SLICE);
    packet(14_400, true, P);

    // The first was handed on in part before the quirk showed; from the next keyframe all is whole.
    assertThat(seen.subList(1, seen.size()))
        .containsExactly(
            new Seen(7200, true, lengths(IDR, IDR_SECOND_SLICE), 640),
            new Seen(10_800, false, lengths(P, P_SECOND_SLICE), 640));
    assertThat(depacketizer.oddities()).containsExactly(Oddity.MARKER_ON_EVERY_NAL);
  }

  @Test
  void leavesOutWhatALossDamagedUpToTheNextKeyframe() {
    start();
    List<byte[]> fragments = fragments(Arrays.copyOf(P, 5000), 1400);
    packet(3600, false, fragments.get(0));
    next = Arrival.AFTER_GAP;
    packet(3600, false, fragments.get(2));
    packet(3600, true, fragments.get(3));
    packet(7200, true, P);
    packet(10_800, true, IDR);
    packet(14_400, true, P);

    assertThat(seen).extracting(Seen::pts).containsExactly(0L, 10_800L, 14_400L);
    assertThat(depacketizer.damagedUnits()).isEqualTo(2);
  }

  @Test
  void leavesOutAPictureWhoseFirstSliceIsLost() {
    start();
    next = Arrival.AFTER_GAP;
    packet(3600, true, IDR_SECOND_SLICE);
    assertThat(seen).hasSize(1);
    assertThat(depacketizer.damagedUnits()).isEqualTo(1);
  }

  @Test
  void keepsAKeyframeThatBeginsRightBehindALoss() {
    start();
    next = Arrival.AFTER_GAP;
    packet(7200, true, IDR);
    assertThat(seen).extracting(Seen::pts).containsExactly(0L, 7200L);
  }

  @Test
  void takesUpANewFormatAtTheKeyframe() {
    byte[] hd = hex("67640028acd940780227e5c044000003000400000300c83c60c658");
    start();
    packet(3600, false, hd);
    packet(3600, true, P);
    packet(7200, false, hd, hex("68ebe3cb22c0"));
    packet(7200, true, IDR);
    packet(10_800, true, P);
    assertThat(seen).extracting(Seen::width).containsExactly(640, 640, 1920, 1920);
  }

  @Test
  void beginsAnewWithAnotherSource() {
    start();
    packet(3600, false, P);
    next = Arrival.FRESH;
    packet(99, true, P);
    packet(3699, true, IDR);
    assertThat(seen).extracting(Seen::keyframe).containsExactly(true, true);
  }

  @Test
  void cutsAnnexBStreamsThatCamerasPutIntoOnePayload() {
    byte[] longCode = hex("00000001");
    byte[] shortCode = hex("000001");
    packet(0, true, join(SPS, longCode, PPS, shortCode, SEI, longCode, IDR));
    packet(3600, true, join(longCode, hex("09f0"), longCode, P));
    assertThat(seen)
        .containsExactly(
            new Seen(0, true, lengths(SEI, IDR), 640), new Seen(3600, false, lengths(P), 640));
    assertThat(depacketizer.oddities()).containsExactly(Oddity.ANNEX_B_IN_PAYLOAD);
  }

  @Test
  void passesOverWhatDecodersDoNotKnow() {
    start();
    packet(3600, false, hex("0cffff"), hex("14aabb"), hex("09f0"));
    assertThat(depacketizer.oddities()).isEmpty();
    packet(3600, false, hex("1e0102"));
    assertThat(depacketizer.oddities()).containsExactly(Oddity.RESERVED_NAL_TYPES);
    packet(3600, true, P);
    assertThat(seen.get(1)).isEqualTo(new Seen(3600, false, lengths(P), 640));
  }

  @Test
  void takesAUnitUpToItsBoundAndLeavesOutOnePastIt() {
    start();
    int header = 4;
    byte[] greatest = Arrays.copyOf(IDR, UnitAssembler.MAX_BYTES - header);
    fragments(greatest, 60_000).forEach(fragment -> packet(3600, false, fragment));
    byte[] tooMuch = Arrays.copyOf(IDR, UnitAssembler.MAX_BYTES - header + 1);
    fragments(tooMuch, 60_000).forEach(fragment -> packet(7200, false, fragment));
    packet(10_800, true, IDR);

    assertThat(seen).extracting(Seen::pts).containsExactly(0L, 3600L, 10_800L);
    assertThat(depacketizer.damagedUnits()).isEqualTo(1);
    seen.clear();
  }

  @Test
  void takesAsManyNalUnitsAsTheBoundAndNotOneMore() {
    parameterSets.offer(SPS);
    parameterSets.offer(PPS);
    for (int n = 1; n < UnitAssembler.MAX_NALS; n++) {
      packet(0, false, SEI);
    }
    packet(0, true, IDR);
    assertThat(seen).hasSize(1);
    for (int n = 0; n < UnitAssembler.MAX_NALS; n++) {
      packet(3600, false, SEI);
    }
    packet(3600, true, IDR);
    assertThat(depacketizer.malformedPackets()).isEqualTo(1);
  }

  @Test
  void leavesOutUnitsWithMalformedAggregatesAndFragments() {
    start();
    byte[] aggregate = stapA(P, P_SECOND_SLICE);
    packet(3600, true, Arrays.copyOf(aggregate, aggregate.length - 1));
    packet(7200, true, hex("7c"));
    packet(10_800, true, hex("1b00ff"));
    packet(14_400, true, P);
    assertThat(seen).hasSize(1);
    assertThat(depacketizer.malformedPackets()).isEqualTo(3);
  }

  @Test
  void survivesRubbish() {
    Random random = new Random(7);
    List<byte[]> good = new ArrayList<>(fragments(Arrays.copyOf(IDR, 4000), 1000));
    good.add(stapA(SPS, PPS, SEI));
    good.add(P);
    good.add(join(SPS, hex("000001"), IDR));
    Arrival[] arrivals = {Arrival.NEXT, Arrival.NEXT, Arrival.AFTER_GAP, Arrival.FRESH};
    for (int round = 0; round < 100_000; round++) {
      byte[] payload = good.get(random.nextInt(good.size())).clone();
      for (int flips = random.nextInt(4); flips > 0; flips--) {
        payload[random.nextInt(payload.length)] = (byte) random.nextInt();
      }
      next = arrivals[random.nextInt(arrivals.length)];
      packet(
          round / 3 * 3600,
          random.nextInt(4) == 0,
          Arrays.copyOf(payload, random.nextInt(payload.length + 1)));
    }
    for (Seen one : seen) {
      assertWellFormed(one.bytes());
    }
  }

  private static void assertWellFormed(String unit) {
    ByteBuffer in = ByteBuffer.wrap(hex(unit));
    while (in.hasRemaining()) {
      int length = in.getInt();
      assertThat(length).isBetween(1, in.remaining());
      in.position(in.position() + length);
    }
  }

  private void start() {
    packet(0, false, SPS);
    packet(0, false, PPS);
    packet(0, false, SEI);
    packet(0, true, IDR);
  }

  private void packet(int timestamp, boolean marker, byte[]... payloads) {
    for (byte[] payload : payloads) {
      ByteBuf in = Unpooled.buffer(12 + payload.length);
      in.writeByte(0x80).writeByte(marker ? 0xe0 : 0x60).writeShort(0).writeInt(timestamp);
      in.writeInt(1).writeBytes(payload);
      assertThat(header.read(in, 0, in.readableBytes())).isTrue();
      depacketizer.packet(in, header, next);
      next = Arrival.NEXT;
    }
  }

  private static byte[] stapA(byte[]... nals) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x78);
    for (byte[] nal : nals) {
      out.write(nal.length >> 8);
      out.write(nal.length);
      out.writeBytes(nal);
    }
    return out.toByteArray();
  }

  private static List<byte[]> fragments(byte[] nal, int size) {
    List<byte[]> fragments = new ArrayList<>();
    for (int at = 1; at < nal.length; at += size) {
      int end = Math.min(nal.length, at + size);
      int start = at == 1 ? 0x80 : 0;
      int last = end == nal.length ? 0x40 : 0;
      byte[] head = {(byte) ((nal[0] & 0xe0) | 28), (byte) (start | last | (nal[0] & 0x1f))};
      fragments.add(join(head, Arrays.copyOfRange(nal, at, end)));
    }
    return fragments;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static String lengths(byte[]... nals) {
    StringBuilder out = new StringBuilder();
    for (byte[] nal : nals) {
      out.append(String.format("%08x", nal.length)).append(HexFormat.of().formatHex(nal));
    }
    return out.toString();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
