package org.gengfu.ingest.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FragmentParserTest {
  private static final int TRACK = 1;

  private static ByteBuffer moof(Consumer<BoxBuffer> traf) {
    BoxBuffer out = new BoxBuffer(256);
    out.box("traf", box -> traf.accept(box));
    return ByteBuffer.wrap(out.toByteArray());
  }

  private static Pictures parse(Consumer<BoxBuffer> traf) throws DamagedSegmentException {
    return Objects.requireNonNull(FragmentParser.parse(moof(traf), 1_000, TRACK));
  }

  private static void header(BoxBuffer traf, int track) {
    traf.fullBox("tfhd", 0, 0x020000, box -> box.u32(track));
  }

  @Test
  void readsEveryFormOfARun() throws Exception {
    Pictures defaults =
        parse(
            traf -> {
              // Base offset, description index, and defaults for duration, size and flags.
              traf.fullBox(
                  "tfhd",
                  0,
                  0x00003b,
                  box -> box.u32(TRACK).u64(5_000).u32(1).u32(3_600).u32(77).u32(0x10000));
              traf.fullBox("trun", 0, 0x000005, box -> box.u32(3).u32(8).u32(0));
            });
    assertThat(defaults.offset()).isEqualTo(5_008);
    assertThat(defaults.sizes()).containsExactly(77, 77, 77);
    assertThat(defaults.durations()).containsExactly(3_600, 3_600, 3_600);
    assertThat(defaults.keyframes())
        .as("the first has flags of its own")
        .containsExactly(true, false, false);
    assertThat(defaults.compositions()).isNull();

    Pictures full =
        parse(
            traf -> {
              header(traf, TRACK);
              traf.fullBox(
                  "trun",
                  1,
                  0x000f01,
                  box ->
                      box.u32(2)
                          .u32(16)
                          .u32(10)
                          .u32(100)
                          .u32(0)
                          .u32(0)
                          .u32(20)
                          .u32(50)
                          .u32(0x10000)
                          .u32(-7));
            });
    assertThat(full.offset()).isEqualTo(1_016);
    assertThat(full.durations()).containsExactly(10, 20);
    assertThat(full.sizes()).containsExactly(100, 50);
    assertThat(full.compositions()).containsExactly(0, -7);
    assertThat(full.bytesBefore(2)).isEqualTo(150);
    assertThat(full.unitsBefore(1)).isEqualTo(10);
  }

  @Test
  void severalRunsAreOneWhereTheirBytesLieInOnePiece() throws Exception {
    Pictures pictures =
        parse(
            traf -> {
              header(traf, TRACK);
              traf.fullBox("trun", 0, 0x201, box -> box.u32(1).u32(0).u32(30));
              traf.fullBox("trun", 0, 0x201, box -> box.u32(1).u32(30).u32(40));
            });
    assertThat(pictures.sizes()).containsExactly(30, 40);
    assertThatThrownBy(
            () ->
                parse(
                    traf -> {
                      header(traf, TRACK);
                      traf.fullBox("trun", 0, 0x201, box -> box.u32(1).u32(0).u32(30));
                      traf.fullBox("trun", 0, 0x201, box -> box.u32(1).u32(31).u32(40));
                    }))
        .hasMessageContaining("several places");
  }

  @Test
  void anotherTracksPicturesAreNone() throws Exception {
    assertThat(
            FragmentParser.parse(
                moof(
                    traf -> {
                      header(traf, TRACK + 1);
                      traf.fullBox("trun", 0, 0x200, box -> box.u32(1).u32(30));
                    }),
                0,
                TRACK))
        .isNull();
  }

  @Test
  void readsTheSoundBesideThePictures() throws Exception {
    BoxBuffer out = new BoxBuffer(256);
    out.box(
        "traf",
        traf -> {
          header(traf, TRACK);
          traf.fullBox("tfdt", 1, 0, box -> box.u64(90_000));
          traf.fullBox("trun", 0, 0x301, box -> box.u32(1).u32(500).u32(9_000).u32(40));
        });
    out.box(
        "traf",
        traf -> {
          header(traf, TRACK + 1);
          traf.fullBox("tfdt", 1, 0, box -> box.u64(88_000));
          traf.fullBox(
              "trun", 0, 0x301, box -> box.u32(2).u32(540).u32(5_760).u32(7).u32(5_761).u32(8));
        });
    ByteBuffer moof = ByteBuffer.wrap(out.toByteArray());
    Sounds sounds = Objects.requireNonNull(FragmentParser.sound(moof, 1_000, TRACK + 1));
    assertThat(sounds.decodeTime()).isEqualTo(88_000);
    assertThat(sounds.offset()).isEqualTo(1_540);
    assertThat(sounds.sizes()).containsExactly(7, 8);
    assertThat(sounds.durations()).containsExactly(5_760, 5_761);
    assertThat(sounds.bytes()).isEqualTo(15);
    assertThat(Objects.requireNonNull(FragmentParser.parse(moof, 1_000, TRACK)).sizes())
        .containsExactly(40);
    assertThat(FragmentParser.sound(moof, 1_000, TRACK + 2)).isNull();
  }

  @Test
  void holdsItsBounds() throws Exception {
    assertThat(many(FragmentParser.MAX_PICTURES).count()).isEqualTo(FragmentParser.MAX_PICTURES);
    assertThatThrownBy(() -> many(FragmentParser.MAX_PICTURES + 1))
        .isInstanceOf(DamagedSegmentException.class);
    assertThat(sized(FragmentParser.MAX_PICTURE_BYTES).sizes()[0])
        .isEqualTo(FragmentParser.MAX_PICTURE_BYTES);
    assertThatThrownBy(() -> sized(FragmentParser.MAX_PICTURE_BYTES + 1))
        .isInstanceOf(DamagedSegmentException.class);
    assertThatThrownBy(() -> sized(-1)).isInstanceOf(DamagedSegmentException.class);
  }

  private static Pictures many(int count) throws DamagedSegmentException {
    return parse(
        traf -> {
          header(traf, TRACK);
          traf.fullBox("trun", 0, 0, box -> box.u32(count));
        });
  }

  private static Pictures sized(int bytes) throws DamagedSegmentException {
    return parse(
        traf -> {
          header(traf, TRACK);
          traf.fullBox("trun", 0, 0x200, box -> box.u32(1).u32(bytes));
        });
  }

  @Test
  void rubbishIsDamageAndNothingElse() {
    Random random = new Random(3);
    byte[] good =
        moof(traf -> {
              header(traf, TRACK);
              traf.fullBox("tfdt", 1, 0, box -> box.u64(90_000));
              traf.fullBox("trun", 1, 0x301, box -> box.u32(2).u32(8).u32(1).u32(2).u32(3).u32(4));
            })
            .array();
    int damaged = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = good.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      ByteBuffer in = ByteBuffer.wrap(bytes, 0, random.nextInt(bytes.length + 1)).slice();
      try {
        Pictures pictures = FragmentParser.parse(in, 0, TRACK);
        assertThat(pictures == null || pictures.count() > 0).isTrue();
      } catch (DamagedSegmentException e) {
        damaged++;
      }
    }
    assertThat(damaged).isGreaterThan(1_000);
  }
}
