package org.gengfu.analytics.offline;

import java.nio.file.Path;
import java.util.List;
import org.gengfu.analytics.decode.JpegEncoder;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.analytics.decode.UnreadableVideoException;
import org.gengfu.analytics.decode.VideoFile;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.geometry.Polygon;
import org.jspecify.annotations.Nullable;

/** Pictures of a video file at given times, as JPEG. */
public final class VideoStills implements AutoCloseable {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Path video;
  private final List<Polygon> masks;
  private final int maxWidth;
  private final JpegEncoder jpegs = new JpegEncoder();

  /**
   * @param video any file that FFmpeg reads
   * @param masks parts that are black
   * @param maxWidth greatest width of a picture in pixels
   */
  public VideoStills(Path video, List<Polygon> masks, int maxWidth) {
    this.video = video;
    this.masks = List.copyOf(masks);
    this.maxWidth = maxWidth;
  }

  /**
   * The last analysed picture until then, the first one where there is none before.
   *
   * @param seconds time in the video
   * @param box drawn as an outline; null for none
   * @throws UnreadableVideoException when the video can't be read
   */
  public byte[] at(double seconds, @Nullable Box box) throws UnreadableVideoException {
    long nanos = Math.round(seconds * NANOS_PER_SECOND);
    Wanted wanted = new Wanted(nanos);
    new VideoFile(video).read((picture, at) -> wanted.see(at));
    Drawn drawn = new Drawn();
    new VideoFile(video)
        .read(
            (picture, at) -> {
              if (at == wanted.best && drawn.jpeg.length == 0) {
                drawn.jpeg = encoded(picture, box);
              }
            });
    return drawn.jpeg;
  }

  private byte[] encoded(Picture picture, @Nullable Box box) {
    picture.mask(masks);
    return jpegs.encode(picture, maxWidth, box);
  }

  @Override
  public void close() {
    jpegs.close();
  }

  /** Finds the time of the picture that is asked for. */
  private static final class Wanted {
    private final long nanos;
    private long best = -1;

    Wanted(long nanos) {
      this.nanos = nanos;
    }

    void see(long at) {
      if (best < 0 || at <= nanos) {
        best = at;
      }
    }
  }

  private static final class Drawn {
    private byte[] jpeg = {};
  }
}
