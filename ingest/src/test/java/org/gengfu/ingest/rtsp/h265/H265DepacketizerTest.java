package org.gengfu.ingest.rtsp.h265;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.rtsp.nal.PacketFeed.hex;
import static org.gengfu.ingest.rtsp.nal.PacketFeed.join;
import static org.gengfu.ingest.rtsp.nal.PacketFeed.lengths;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.gengfu.ingest.rtsp.nal.PacketFeed;
import org.gengfu.ingest.rtsp.nal.PacketFeed.Seen;
import org.gengfu.ingest.rtsp.nal.UnitAssembler;
import org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class H265DepacketizerTest {
  // As main-h265.mp4 of the benchmark streams has them, and as a 640×360 stream would.
  private static final byte[] VPS = hex("40010c01ffff016000000300900000030000030078ba0240");
  private static final byte[] SPS =
      hex(
          "42010101600000030090000003000003"
              + "0078a003c08010e596ea4932b9a02000000300200000030321");
  private static final byte[] PPS = hex("4401c172b46240");
  private static final byte[] OTHER_VPS = hex("40010c01ffff01600000030090000003000003003f959809");
  private static final byte[] OTHER_SPS =
      hex(
          "42010101600000030090000003000003003fa005120171c9265959a4932bc05a020000030002000003003210");
  private static final byte[] DELIMITER = hex("460150");
  private static final byte[] SEI = hex("4e0105ffff80");
  private static final byte[] SUFFIX_SEI = hex("500184ffff80");

  // Slices; the first bit behind the header tells whether it is the first of its picture.
  private static final byte[] IDR = nal(19, 0x80);
  private static final byte[] IDR_SECOND_SLICE = nal(19, 0x40);
  private static final byte[] CRA = nal(21, 0x80);
  private static final byte[] BLA = nal(16, 0x80);
  private static final byte[] TRAIL = nal(1, 0x80);
  private static final byte[] TRAIL_SECOND_SLICE = nal(1, 0x40);
  private static final byte[] RASL = nal(8, 0x80);
  private static final byte[] RADL = nal(6, 0x80);

  private final H265ParameterSets parameterSets = new H265ParameterSets();
  private final PacketFeed feed =
      new PacketFeed((allocator, output) -> new H265Depacketizer(allocator, parameterSets, output));

  private static byte[] nal(int type, int firstByte) {
    return new byte[] {(byte) (type << 1), 1, (byte) firstByte, 1, 2, 3, 4, 5};
  }

  @AfterEach
  void everythingIsFreed() {
    feed.close();
  }

  @Test
  void makesUnitsOfSinglePackets() {
    start();
    feed.packet(3600, true, TRAIL);
    assertThat(feed.all(Seen::bytes)).containsExactly(lengths(SEI, IDR), lengths(TRAIL));
    assertThat(feed.all(Seen::pts)).containsExactly(0L, 3600L);
    assertThat(feed.all(Seen::keyframe)).containsExactly(true, false);
    assertThat(feed.seen.get(0).format().width()).isEqualTo(1920);
    assertThat(feed.seen.get(0).format().height()).isEqualTo(1080);
    assertThat(feed.depacketizer.damagedUnits()).isZero();
  }

  @Test
  void takesParameterSetsFromTheDescription() {
    offerSets();
    feed.packet(0, true, IDR);
    assertThat(feed.seen).hasSize(1);
  }

  @Test
  void leavesOutPicturesWhileAParameterSetIsMissing() {
    parameterSets.offer(SPS);
    parameterSets.offer(PPS);
    feed.packet(0, true, IDR);
    assertThat(feed.seen).isEmpty();
    assertThat(feed.depacketizer.damagedUnits()).isEqualTo(1);
    feed.packet(3600, false, VPS);
    feed.packet(3600, true, IDR);
    assertThat(feed.seen).hasSize(1);
  }

  @Test
  void unpacksAggregates() {
    feed.packet(0, false, aggregate(DELIMITER, VPS, SPS, PPS, SEI));
    feed.packet(0, true, aggregate(IDR, IDR_SECOND_SLICE, SUFFIX_SEI));
    assertThat(feed.all(Seen::bytes))
        .containsExactly(lengths(SEI, IDR, IDR_SECOND_SLICE, SUFFIX_SEI));
  }

  @Test
  void joinsFragments() {
    start();
    byte[] picture = Arrays.copyOf(TRAIL, 5000);
    feed.packet(3600, false, fragments(picture, 1400));
    feed.packet(7200, true, TRAIL);
    assertThat(feed.seen.get(1).bytes()).isEqualTo(lengths(picture));
    assertThat(feed.seen).hasSize(3);
  }

  @Test
  void joinsFragmentsOfACameraThatForgetsTheEndBit() {
    start();
    byte[] picture = Arrays.copyOf(TRAIL, 3000);
    for (byte[] fragment : fragments(picture, 1400)) {
      fragment[2] &= (byte) ~0x40;
      feed.packet(3600, false, fragment);
    }
    feed.packet(7200, true, TRAIL);
    assertThat(feed.seen.get(1).bytes()).isEqualTo(lengths(picture));
  }

  @Test
  void keepsLayerAndTemporalIdOfAFragmentedNalUnit() {
    start();
    byte[] picture = Arrays.copyOf(TRAIL, 3000);
    picture[1] = 3;
    feed.packet(3600, false, fragments(picture, 2000)[0]);
    feed.packet(3600, true, fragments(picture, 2000)[1]);
    assertThat(feed.seen.get(1).bytes()).isEqualTo(lengths(picture));
  }

  @Test
  void endsAPictureWithItsTimestampWhereMarkersAreMissing() {
    feed.packet(0, false, VPS, SPS, PPS, IDR);
    feed.packet(3600, false, TRAIL, TRAIL_SECOND_SLICE);
    feed.packet(7200, false, TRAIL);
    assertThat(feed.all(Seen::bytes))
        .containsExactly(lengths(IDR), lengths(TRAIL, TRAIL_SECOND_SLICE));
  }

  @Test
  void endsAPictureWhereAnotherBeginsThoughTheTimestampStays() {
    feed.packet(0, false, VPS, SPS, PPS, IDR, IDR_SECOND_SLICE, TRAIL, TRAIL_SECOND_SLICE);
    feed.packet(3600, true, TRAIL);
    assertThat(feed.all(Seen::bytes))
        .containsExactly(
            lengths(IDR, IDR_SECOND_SLICE), lengths(TRAIL, TRAIL_SECOND_SLICE), lengths(TRAIL));
  }

  @Test
  void ignoresMarkersOfACameraThatSetsThemBehindEverySlice() {
    offerSets();
    feed.packet(0, true, IDR, IDR_SECOND_SLICE);
    feed.packet(3600, true, IDR, IDR_SECOND_SLICE);
    feed.packet(7200, true, TRAIL, TRAIL_SECOND_SLICE);
    feed.packet(10_800, true, TRAIL);
    assertThat(feed.all(Seen::bytes).subList(1, feed.seen.size()))
        .containsExactly(lengths(IDR, IDR_SECOND_SLICE), lengths(TRAIL, TRAIL_SECOND_SLICE));
  }

  @Test
  void beginsAtEveryKindOfKeyframe() {
    offerSets();
    feed.packet(0, true, TRAIL);
    feed.packet(3600, true, CRA);
    feed.packet(7200, true, BLA);
    feed.packet(10_800, true, nal(20, 0x80));
    assertThat(feed.all(Seen::pts)).hasSize(3);
    assertThat(feed.all(Seen::keyframe)).containsOnly(true);
  }

  @Test
  void leavesOutWhatReachesBackBeforeTheBeginning() {
    offerSets();
    feed.packet(0, true, CRA);
    feed.packet(3600, true, RASL);
    feed.packet(7200, true, RADL);
    feed.packet(10_800, true, TRAIL);
    // Here decoding is under way: what reaches back finds what it needs.
    feed.packet(14_400, true, CRA);
    feed.packet(18_000, true, RASL);
    assertThat(feed.all(Seen::bytes))
        .containsExactly(lengths(CRA), lengths(RADL), lengths(TRAIL), lengths(CRA), lengths(RASL));
    assertThat(feed.depacketizer.damagedUnits()).isZero();
  }

  @Test
  void leavesOutWhatReachesBackOverALossOrABrokenLink() {
    start();
    feed.next = Arrival.AFTER_GAP;
    feed.packet(3600, true, CRA);
    feed.packet(7200, true, RASL);
    feed.packet(10_800, true, TRAIL);
    feed.packet(14_400, true, BLA);
    feed.packet(18_000, true, RASL);
    feed.packet(21_600, true, IDR);
    assertThat(feed.all(Seen::bytes))
        .containsExactly(
            lengths(SEI, IDR), lengths(CRA), lengths(TRAIL), lengths(BLA), lengths(IDR));
  }

  @Test
  void leavesOutWhatALossDamagedUpToTheNextKeyframe() {
    start();
    byte[][] fragments = fragments(Arrays.copyOf(TRAIL, 5000), 1400);
    feed.packet(3600, false, fragments[0]);
    feed.next = Arrival.AFTER_GAP;
    feed.packet(3600, false, fragments[2]);
    feed.packet(3600, true, fragments[3]);
    feed.packet(7200, true, TRAIL);
    feed.packet(10_800, true, IDR);
    assertThat(feed.all(Seen::pts)).containsExactly(0L, 10_800L);
    assertThat(feed.depacketizer.damagedUnits()).isEqualTo(2);
  }

  @Test
  void takesUpANewFormatAtTheKeyframe() {
    start();
    feed.packet(3600, false, OTHER_VPS, OTHER_SPS);
    feed.packet(3600, true, TRAIL);
    feed.packet(7200, false, OTHER_VPS, OTHER_SPS, PPS);
    feed.packet(7200, true, IDR);
    feed.packet(10_800, true, TRAIL);
    assertThat(feed.all(one -> one.format().width())).containsExactly(1920, 1920, 642, 642);
    assertThat(feed.seen.get(3).format()).isSameAs(feed.seen.get(2).format());
  }

  @Test
  void passesOverOtherLayersAndWhatIsReserved() {
    start();
    byte[] enhancement = TRAIL.clone();
    enhancement[1] = 0x09;
    feed.packet(3600, false, enhancement, nal(41, 1), nal(48 + 5, 1), nal(22, 0x80));
    feed.packet(3600, true, TRAIL);
    assertThat(feed.seen.get(1).bytes()).isEqualTo(lengths(TRAIL));
    assertThat(feed.depacketizer.malformedPackets()).isZero();
  }

  @Test
  void takesWhatPaciPacketsCarry() {
    offerSets();
    // cType 19, three bytes of extensions.
    feed.packet(0, true, join(hex("6401"), hex("2630"), hex("aabbcc"), tail(IDR)));
    assertThat(feed.all(Seen::bytes)).containsExactly(lengths(IDR));
    byte[][] fragments = fragments(Arrays.copyOf(TRAIL, 900), 500);
    for (byte[] fragment : fragments) {
      feed.packet(3600, false, join(hex("6401"), hex("6200"), tail(fragment)));
    }
    feed.packet(3600, true, SUFFIX_SEI);
    assertThat(feed.seen.get(1).bytes()).isEqualTo(lengths(Arrays.copyOf(TRAIL, 900), SUFFIX_SEI));
    // Cut within the extensions, and one in another.
    feed.packet(7200, true, join(hex("6401"), hex("2630"), hex("aabb")));
    feed.packet(7200, true, join(hex("6401"), hex("6400"), tail(IDR)));
    assertThat(feed.depacketizer.malformedPackets()).isEqualTo(2);
  }

  @Test
  void cutsAnnexBStreamsThatCamerasPutIntoOnePayload() {
    byte[] code = hex("00000001");
    feed.packet(0, true, join(VPS, code, SPS, hex("000001"), PPS, code, SEI, code, IDR));
    assertThat(feed.all(Seen::bytes)).containsExactly(lengths(SEI, IDR));
  }

  @Test
  void takesAUnitUpToItsBoundAndLeavesOutOnePastIt() {
    start();
    byte[] greatest = Arrays.copyOf(IDR, UnitAssembler.MAX_BYTES - 4);
    feed.packet(3600, false, fragments(greatest, 60_000));
    feed.packet(7200, false, fragments(Arrays.copyOf(IDR, UnitAssembler.MAX_BYTES - 3), 60_000));
    feed.packet(10_800, true, IDR);
    assertThat(feed.all(Seen::pts)).containsExactly(0L, 3600L, 10_800L);
    assertThat(feed.depacketizer.damagedUnits()).isEqualTo(1);
  }

  @Test
  void takesAsManyNalUnitsAsTheBoundAndNotOneMore() {
    offerSets();
    for (int n = 1; n < UnitAssembler.MAX_NALS; n++) {
      feed.packet(0, false, SEI);
    }
    feed.packet(0, true, IDR);
    assertThat(feed.seen).hasSize(1);
    for (int n = 0; n < UnitAssembler.MAX_NALS; n++) {
      feed.packet(3600, false, SEI);
    }
    feed.packet(3600, true, IDR);
    assertThat(feed.depacketizer.malformedPackets()).isEqualTo(1);
  }

  @Test
  void leavesOutUnitsWithMalformedPayloads() {
    start();
    byte[] aggregate = aggregate(TRAIL, TRAIL_SECOND_SLICE);
    feed.packet(3600, true, Arrays.copyOf(aggregate, aggregate.length - 1));
    feed.packet(7200, true, hex("62"));
    feed.packet(10_800, true, hex("6201"));
    feed.packet(14_400, true, hex("600100010a"));
    feed.packet(18_000, true, hex("620101aabb"));
    feed.packet(21_600, true, TRAIL);
    assertThat(feed.seen).hasSize(1);
    assertThat(feed.depacketizer.malformedPackets()).isEqualTo(5);
  }

  @Test
  void survivesRubbish() {
    Random random = new Random(7);
    List<byte[]> good = new ArrayList<>(List.of(fragments(Arrays.copyOf(IDR, 4000), 1000)));
    good.add(aggregate(VPS, SPS, PPS, SEI));
    good.add(TRAIL);
    good.add(CRA);
    good.add(RASL);
    good.add(join(hex("6401"), hex("2630"), hex("aabbcc"), tail(IDR)));
    good.add(join(SPS, hex("000001"), IDR));
    Arrival[] arrivals = {Arrival.NEXT, Arrival.NEXT, Arrival.AFTER_GAP, Arrival.FRESH};
    for (int round = 0; round < 100_000; round++) {
      byte[] payload = good.get(random.nextInt(good.size())).clone();
      for (int flips = random.nextInt(4); flips > 0; flips--) {
        payload[random.nextInt(payload.length)] = (byte) random.nextInt();
      }
      feed.next = arrivals[random.nextInt(arrivals.length)];
      feed.packet(
          round / 3 * 3600,
          random.nextInt(4) == 0,
          Arrays.copyOf(payload, random.nextInt(payload.length + 1)));
    }
    assertThat(feed.seen).isNotEmpty();
    feed.assertWellFormed();
  }

  private void offerSets() {
    assertThat(parameterSets.offer(VPS)).isTrue();
    assertThat(parameterSets.offer(SPS)).isTrue();
    assertThat(parameterSets.offer(PPS)).isTrue();
  }

  private void start() {
    feed.packet(0, false, VPS, SPS, PPS, SEI);
    feed.packet(0, true, IDR);
  }

  private static byte[] tail(byte[] nal) {
    return Arrays.copyOfRange(nal, 2, nal.length);
  }

  private static byte[] aggregate(byte[]... nals) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(hex("6001"));
    for (byte[] nal : nals) {
      out.write(nal.length >> 8);
      out.write(nal.length);
      out.writeBytes(nal);
    }
    return out.toByteArray();
  }

  private static byte[][] fragments(byte[] nal, int size) {
    List<byte[]> fragments = new ArrayList<>();
    for (int at = 2; at < nal.length; at += size) {
      int end = Math.min(nal.length, at + size);
      int start = at == 2 ? 0x80 : 0;
      int last = end == nal.length ? 0x40 : 0;
      byte[] head = {98, nal[1], (byte) (start | last | (nal[0] >> 1 & 0x3f))};
      fragments.add(join(head, Arrays.copyOfRange(nal, at, end)));
    }
    return fragments.toArray(byte[][]::new);
  }
}
