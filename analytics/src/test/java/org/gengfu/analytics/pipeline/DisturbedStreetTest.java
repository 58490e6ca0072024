package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.OnStreet;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.StreetFilm;
import org.gengfu.core.cases.Observation.Cleared;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.simulator.scene.I420;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever disturbs the picture, the van that parks is one event, raised and cleared in time, and
 * nothing else is any: from encoded pictures to the observations.
 */
class DisturbedStreetTest {
  private static final String CAMERA = "gate";
  private static final int WIDTH = StreetFilm.WIDTH;
  private static final int HEIGHT = StreetFilm.HEIGHT;

  @TempDir Path directory;

  /** What happens to the luma of one picture. */
  interface Draw {
    void on(int second, byte[] luma);
  }

  /** What disturbs. */
  enum Disturbance implements Draw {
    NOISE {
      @Override
      public void on(int second, byte[] luma) {
        Random random = new Random(second);
        each(luma, (x, y, value) -> value + 8 * random.nextGaussian());
      }
    },
    SLOW_LIGHT {
      @Override
      public void on(int second, byte[] luma) {
        double gain = 1 + 0.3 * Math.sin(second / 20.0);
        each(luma, (x, y, value) -> value * gain);
      }
    },
    EXPOSURE_JUMPS {
      @Override
      public void on(int second, byte[] luma) {
        double gain = second / 15 % 2 == 0 ? 1 : 0.7;
        each(luma, (x, y, value) -> value * gain);
      }
    },
    /** Two cars' beams sweep over the street, and over the parked van. */
    HEADLIGHTS {
      @Override
      public void on(int second, byte[] luma) {
        double middle = second % 25 * 60 - 100;
        each(
            luma,
            (x, y, value) -> {
              double off = Math.hypot((x - middle) / 140, (y - 200) / 90.0);
              return off < 1 ? value * (1 + 0.7 * (1 - off)) : value;
            });
      }
    },
    RAIN {
      @Override
      public void on(int second, byte[] luma) {
        Random drops = new Random(second);
        for (int i = 0; i < 150; i++) {
          int x = drops.nextInt(WIDTH);
          int y = drops.nextInt(HEIGHT - 20);
          for (int row = y; row < y + 20; row++) {
            luma[row * WIDTH + x] = (byte) Math.min(235, (luma[row * WIDTH + x] & 0xff) + 60);
          }
        }
      }
    },
    /** The soft shadow of a cloud goes by. */
    SHADOW {
      @Override
      public void on(int second, byte[] luma) {
        double middle = second * 12 - 400;
        each(
            luma,
            (x, y, value) -> {
              double off = Math.abs(x - middle) / 200;
              return value * (off < 1 ? 0.6 + 0.4 * off : 1);
            });
      }
    },
    /** A crown in a corner of the zone, whose leaves hang elsewhere in every picture. */
    SWAYING_TREE {
      @Override
      public void on(int second, byte[] luma) {
        Random wind = new Random(second);
        for (int y = 72; y < 130; y += 8) {
          for (int x = 420; x < 510; x += 8) {
            int leaf = 40 + wind.nextInt(110);
            for (int i = 0; i < 64; i++) {
              luma[(y + i / 8) * WIDTH + x + i % 8] = (byte) leaf;
            }
          }
        }
      }
    },
    SHAKE {
      @Override
      public void on(int second, byte[] luma) {
        Random pole = new Random(second);
        int offX = pole.nextInt(7) - 3;
        int offY = pole.nextInt(5) - 2;
        byte[] still = luma.clone();
        for (int y = 0; y < HEIGHT; y++) {
          for (int x = 0; x < WIDTH; x++) {
            int fromX = Math.max(0, Math.min(WIDTH - 1, x + offX));
            int fromY = Math.max(0, Math.min(HEIGHT - 1, y + offY));
            luma[y * WIDTH + x] = still[fromY * WIDTH + fromX];
          }
        }
      }
    },
    /** Switches to infrared while the van stands: other contrast, other light, more noise. */
    INFRARED {
      @Override
      public void on(int second, byte[] luma) {
        if (second >= 72) {
          Random random = new Random(second);
          each(
              luma,
              (x, y, value) -> {
                double lamp = 1.1 - 0.5 * Math.hypot((x - 320) / 400.0, (y - 180) / 250.0);
                return (20 + 0.75 * value) * lamp + 4 * random.nextGaussian();
              });
        }
      }
    },
    /** A clock within the zone, which shows another time in every picture. */
    ON_SCREEN_CLOCK {
      @Override
      public void on(int second, byte[] luma) {
        for (int digit = 0; digit < 8; digit++) {
          int shows = digit == 7 ? second % 10 : digit == 6 ? second / 10 % 6 : digit;
          for (int i = 0; i < 12 * 20; i++) {
            int x = i % 12;
            int y = i / 12;
            boolean lit = new Random(shows * 31L + x / 3 * 7L + y / 4).nextBoolean();
            luma[(90 + y) * WIDTH + 140 + digit * 14 + x] = (byte) (lit ? 235 : 16);
          }
        }
      }
    },
    /** Nothing is drawn; the encoder has a thirtieth of the bits. */
    LOW_BITRATE {
      @Override
      public void on(int second, byte[] luma) {}
    };

    private static void each(byte[] luma, Pixel pixel) {
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          int at = y * WIDTH + x;
          long value = Math.round(pixel.of(x, y, luma[at] & 0xff));
          luma[at] = (byte) Math.max(16, Math.min(235, value));
        }
      }
    }

    int bitsPerSecond() {
      return this == LOW_BITRATE ? 70_000 : 2_000_000;
    }
  }

  private interface Pixel {
    double of(int x, int y, int value);
  }

  private record Disturbed(StreetFilm street, Disturbance disturbance) implements OnStreet {
    @Override
    public void draw(int frame, I420 into) {
      street.draw(frame, into);
      disturbance.on(frame, into.y());
    }
  }

  @ParameterizedTest
  @EnumSource(Disturbance.class)
  void oneVanIsOneEvent(Disturbance disturbance) {
    StreetFilm street = new StreetFilm(1, 120, Hub.ARRIVES, Hub.LEAVES);
    RenderedVideo video =
        new RenderedVideo(new Disturbed(street, disturbance), 2, disturbance.bitsPerSecond());
    FakeSink sink = new FakeSink();
    try (Hub hub = new Hub(directory, sink, new ManualClock(Hub.START))) {
      hub.registry.set(Hub.camera(CAMERA), Hub.noParking(CAMERA));
      hub.pipeline.start();
      hub.play(CAMERA, video, 0, 120);
    }
    assertThat(sink.kept()).hasSize(2);
    Raised raised = (Raised) sink.kept().get(0);
    Cleared cleared = (Cleared) sink.kept().get(1);
    assertThat(cleared.episodeId()).isEqualTo(raised.episodeId());
    assertThat(raised.onset())
        .isBetween(Hub.START.plusSeconds(Hub.ARRIVES - 4), Hub.START.plusSeconds(Hub.ARRIVES + 4));
    assertThat(raised.at())
        .isBetween(
            Hub.START.plusSeconds(Hub.ARRIVES + Hub.DWELL_SECONDS - 4),
            Hub.START.plusSeconds(Hub.ARRIVES + Hub.DWELL_SECONDS + 10));
    assertThat(cleared.at())
        .isBetween(Hub.START.plusSeconds(Hub.LEAVES - 4), Hub.START.plusSeconds(Hub.LEAVES + 12));
  }
}
