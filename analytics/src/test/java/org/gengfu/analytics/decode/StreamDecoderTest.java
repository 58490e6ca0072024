package org.gengfu.analytics.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gengfu.analytics.testing.PatternFilm;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.RenderedVideo.Unit;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.simulator.scene.Film;
import org.gengfu.simulator.scene.I420;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamDecoderTest {
  private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

  private StreamDecoder decoder = new StreamDecoder();
  private final List<Long> times = new ArrayList<>();

  @AfterEach
  void close() {
    decoder.close();
    assertThat(SharedMemory.lent()).as("memory that libav still holds").isZero();
  }

  private void decode(RenderedVideo video, Unit unit, StreamDecoder.PictureConsumer consumer)
      throws DecodeException {
    AccessUnit accessUnit = video.accessUnit(unit, START);
    try {
      decoder.decode(accessUnit, unit.pts(), false, consumer);
    } finally {
      accessUnit.release();
    }
  }

  private void decode(RenderedVideo video, PatternFilm film, int from, int to)
      throws DecodeException {
    for (int i = from; i < to; i++) {
      int frame = i;
      decode(
          video,
          video.units().get(i),
          (picture, time) -> {
            times.add(time);
            int seen = picture.luma().get(picture.lumaStride() * 20 + 20) & 0xff;
            assertThat(seen).isBetween(film.luma(frame, 20, 20) - 6, film.luma(frame, 20, 20) + 6);
          });
    }
  }

  @Test
  void everyPictureComesWithItsTime() throws DecodeException {
    PatternFilm film = new PatternFilm(176, 144, 20, 0);
    RenderedVideo video = new RenderedVideo(film, 10);
    decode(video, film, 0, 20);
    assertThat(times).isEqualTo(video.units().stream().map(Unit::pts).toList());
    assertThat(video.unreleased()).isZero();
  }

  @Test
  void aLongGroupStaysCloseToWhatWasFilmed() throws DecodeException {
    WavesFilm film = new WavesFilm();
    RenderedVideo video = new RenderedVideo(film, film.frames(), 120_000);
    List<Double> errors = new ArrayList<>();
    for (int i = 0; i < film.frames(); i++) {
      int frame = i;
      decode(
          video, video.units().get(i), (picture, time) -> errors.add(film.error(picture, frame)));
    }
    assertThat(errors).hasSize(film.frames()).allSatisfy(error -> assertThat(error).isLessThan(8));
    assertThat(errors.get(199)).as("parts no further from it").isLessThan(errors.get(60));
  }

  /** Something soft with edges, which moves: what block edges show in, and drift. */
  private record WavesFilm() implements Film {
    @Override
    public int width() {
      return 176;
    }

    @Override
    public int height() {
      return 144;
    }

    @Override
    public int frames() {
      return 200;
    }

    @Override
    public int framesPerSecond() {
      return 10;
    }

    @Override
    public void draw(int frame, I420 into) {
      for (int y = 0; y < height(); y++) {
        for (int x = 0; x < width(); x++) {
          into.y()[y * width() + x] = (byte) luma(frame, x, y);
        }
      }
      Arrays.fill(into.u(), (byte) 128);
      Arrays.fill(into.v(), (byte) 128);
    }

    private static int luma(int frame, int x, int y) {
      int soft = (int) (40 * Math.sin((x + frame) / 9.0) * Math.cos((y - frame / 2) / 7.0));
      int noise = ((frame * 7919 + x * 6007 + y * 104_729) * 0x9E3779B1) >>> 28;
      return 110 + soft + (x / 40 + y / 30) % 2 * 30 + noise;
    }

    /** The mean difference from what was filmed, in luma steps. */
    double error(Picture picture, int frame) {
      long sum = 0;
      for (int y = 0; y < height(); y++) {
        for (int x = 0; x < width(); x++) {
          int seen = picture.luma().get(picture.lumaStride() * y + x) & 0xff;
          sum += Math.abs(seen - luma(frame, x, y));
        }
      }
      return (double) sum / height() / width();
    }
  }

  @Test
  void itBeginsAtAKeyframe() throws DecodeException {
    PatternFilm film = new PatternFilm(176, 144, 20, 0);
    RenderedVideo video = new RenderedVideo(film, 10);
    assertThatThrownBy(() -> decode(video, film, 3, 4)).isInstanceOf(DecodeException.class);
    decode(video, film, 10, 12);
    assertThat(times).hasSize(2);
  }

  @Test
  void anotherFormatIsTakenUpAtItsKeyframe() throws DecodeException {
    PatternFilm small = new PatternFilm(176, 144, 10, 0);
    PatternFilm large = new PatternFilm(320, 240, 10, 30);
    decode(new RenderedVideo(small, 10), small, 0, 5);
    RenderedVideo other = new RenderedVideo(large, 10);
    assertThatThrownBy(() -> decode(other, large, 5, 6)).isInstanceOf(DecodeException.class);
    decode(other, large, 0, 5);
    assertThat(times).hasSize(10);
  }

  @Test
  void itGoesOnBehindABreak() throws DecodeException {
    PatternFilm film = new PatternFilm(176, 144, 30, 0);
    RenderedVideo video = new RenderedVideo(film, 10);
    decode(video, film, 0, 5);
    decoder.restart();
    decode(video, film, 20, 25);
    assertThat(times).hasSize(10);
  }

  @Test
  void whoIsInterruptedLendsItsDecoderToOthers() throws DecodeException {
    PatternFilm film = new PatternFilm(176, 144, 30, 0);
    RenderedVideo video = new RenderedVideo(film, 10);
    try (KeyframeDecoders pool = new KeyframeDecoders(2);
        StreamDecoder pooled = new StreamDecoder(pool)) {
      decoder = pooled;
      decode(video, film, 0, 5);
      assertThat(pool.idleCount()).isZero();
      decoder.restart();
      assertThat(pool.idleCount()).as("it waits for a keyframe, and needs none").isOne();
      decode(video, film, 20, 25);
      assertThat(pool.idleCount()).as("the same goes on").isZero();
      AccessUnit empty = video.accessUnit(new byte[0], 0, START, false);
      assertThatThrownBy(() -> decoder.decode(empty, 0, false, (picture, time) -> {}))
          .isInstanceOf(DecodeException.class);
      empty.release();
      assertThat(pool.idleCount()).as("what has failed is not lent").isZero();
      decode(video, film, 0, 2);
      decoder.close();
      assertThat(pool.idleCount()).isOne();
    }
    assertThat(times).hasSize(12);
  }

  @Test
  void brokenUnitIsRefusedAndTheNextKeyframeDecoded() throws DecodeException {
    PatternFilm film = new PatternFilm(176, 144, 20, 0);
    RenderedVideo video = new RenderedVideo(film, 10);
    decode(video, film, 0, 2);
    AccessUnit empty = video.accessUnit(new byte[0], 0, START, false);
    assertThatThrownBy(() -> decoder.decode(empty, 0, false, (picture, time) -> {}))
        .isInstanceOf(DecodeException.class);
    empty.release();
    decode(video, film, 10, 20);
    assertThat(times).hasSize(12);
  }
}
