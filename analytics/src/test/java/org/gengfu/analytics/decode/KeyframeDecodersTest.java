package org.gengfu.analytics.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.gengfu.analytics.testing.PatternFilm;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.RenderedVideo.Unit;
import org.gengfu.core.media.AccessUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyframeDecodersTest {
  private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
  private static final int GOP = 5;

  private final KeyframeDecoders decoders = new KeyframeDecoders(2);

  @AfterEach
  void close() {
    decoders.close();
    assertThat(SharedMemory.lent()).as("memory that libav still holds").isZero();
  }

  @Test
  void lumaIsWhatWasDrawn() throws DecodeException {
    PatternFilm film = new PatternFilm(176, 144, 10, 0);
    RenderedVideo video = new RenderedVideo(film, GOP);
    for (int i = 0; i < video.keyframes().size(); i++) {
      assertThat(meanDifference(video, i, film)).isLessThan(2);
    }
    assertThat(video.unreleased()).isZero();
  }

  @Test
  void pictureKnowsItsSize() throws DecodeException {
    // 90 is not a multiple of a macroblock: the decoder crops.
    RenderedVideo video = new RenderedVideo(new PatternFilm(160, 90, 5, 0), GOP);
    String size =
        decode(
            video,
            video.keyframes().get(0),
            picture -> picture.width() + "x" + picture.height() + " " + picture.damaged());
    assertThat(size).isEqualTo("160x90 false");
  }

  @Test
  void camerasOfOneFormatTakeTurnsOnOneDecoder() throws DecodeException {
    PatternFilm dark = new PatternFilm(176, 144, 20, 0);
    PatternFilm light = new PatternFilm(176, 144, 20, 100);
    RenderedVideo first = new RenderedVideo(dark, GOP);
    RenderedVideo second = new RenderedVideo(light, GOP);
    assertThat(first.format()).isEqualTo(second.format());
    for (int i = 0; i < first.keyframes().size(); i++) {
      assertThat(meanDifference(first, i, dark)).isLessThan(2);
      assertThat(meanDifference(second, i, light)).isLessThan(2);
    }
    assertThat(decoders.idleCount()).isOne();
  }

  @Test
  void leastRecentlyUsedDecoderGoesFirst() throws DecodeException {
    for (int width : new int[] {64, 80, 96, 64}) {
      PatternFilm film = new PatternFilm(width, 64, GOP, 0);
      assertThat(meanDifference(new RenderedVideo(film, GOP), 0, film)).isLessThan(2);
      assertThat(decoders.idleCount()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void brokenUnitsAreRefusedAndLeaveNoTrace() throws DecodeException {
    PatternFilm film = new PatternFilm(176, 144, 10, 0);
    RenderedVideo video = new RenderedVideo(film, GOP);
    Random random = new Random(799);
    int refused = 0;
    for (int round = 0; round < 600; round++) {
      byte[] bytes = mutilate(video.keyframes().get(round % 2).bytes().clone(), random);
      AccessUnit unit = video.accessUnit(bytes, 0, START, true);
      try {
        decoders.decode(unit, List.of(), Picture::damaged);
      } catch (DecodeException broken) {
        refused++;
      } finally {
        unit.release();
      }
      if (round % 50 == 0) {
        assertThat(meanDifference(video, 1, film)).isLessThan(2);
      }
    }
    assertThat(refused).isPositive();
    assertThat(video.unreleased()).isZero();
  }

  @Test
  void emptyUnitIsRefused() {
    RenderedVideo video = new RenderedVideo(new PatternFilm(64, 64, GOP, 0), GOP);
    AccessUnit unit = video.accessUnit(new byte[0], 0, START, true);
    assertThatThrownBy(() -> decoders.decode(unit, List.of(), Picture::width))
        .isInstanceOf(DecodeException.class);
    unit.release();
  }

  @Test
  void failingUserCostsADecoderAndNoMemory() {
    RenderedVideo video = new RenderedVideo(new PatternFilm(64, 64, GOP, 0), GOP);
    assertThatThrownBy(
            () ->
                decode(
                    video,
                    video.keyframes().get(0),
                    picture -> {
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(decoders.idleCount()).isZero();
    assertThat(video.unreleased()).isZero();
  }

  private <T> T decode(RenderedVideo video, Unit unit, java.util.function.Function<Picture, T> use)
      throws DecodeException {
    AccessUnit accessUnit = video.accessUnit(unit, START);
    try {
      return decoders.decode(accessUnit, List.of(), use);
    } finally {
      accessUnit.release();
    }
  }

  private double meanDifference(RenderedVideo video, int keyframe, PatternFilm film)
      throws DecodeException {
    return decode(
        video,
        video.keyframes().get(keyframe),
        picture -> {
          ByteBuffer luma = picture.luma();
          long sum = 0;
          for (int y = 0; y < film.height(); y++) {
            for (int x = 0; x < film.width(); x++) {
              int seen = luma.get(y * picture.lumaStride() + x) & 0xff;
              sum += Math.abs(seen - film.luma(keyframe * GOP, x, y));
            }
          }
          return sum / (double) (film.width() * film.height());
        });
  }

  private static byte[] mutilate(byte[] bytes, Random random) {
    switch (random.nextInt(3)) {
      case 0 -> {
        return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      case 1 -> {
        for (int i = 0; i < 1 + random.nextInt(20); i++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
      }
      default -> random.nextBytes(bytes);
    }
    return bytes;
  }
}
