package org.gengfu.analytics.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.analytics.testing.PatternFilm;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.RenderedVideo.Unit;
import org.gengfu.core.media.AccessUnit;
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
