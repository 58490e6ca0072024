package org.gengfu.analytics.decode;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a video file as a camera's analysis would get them: its keyframes, or, where
 * those lie too far apart, one picture about every two seconds.
 */
public final class VideoFile {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /**
   * Longest distance of keyframes that are enough; cameras send one every 2 s, some a bit later.
   */
  static final long MAX_KEYFRAME_GAP_NANOS = 2_500_000_000L;

  private static final long PICTURE_INTERVAL_NANOS = 2 * NANOS_PER_SECOND;

  private final Path file;
  private long brokenPackets;

  public VideoFile(Path file) {
    this.file = file;
  }

  /** Sees the pictures, each valid only during the call. */
  public interface PictureConsumer {
    /**
     * @param picture the picture
     * @param nanos presentation time since the stream's start
     */
    void accept(Picture picture, long nanos);
  }

  /**
   * Reads the file from beginning to end.
   *
   * @param consumer gets the pictures in order, on the calling thread
   * @return length of the video: the end of its last picture, in nanoseconds
   * @throws UnreadableVideoException when it can't be read, holds no video or no picture that can
   *     be decoded, or when the thread is interrupted
   */
  public long read(PictureConsumer consumer) throws UnreadableVideoException {
    Sink sink = new Sink(consumer);
    boolean keyframesSuffice = keyframesSuffice();
    try (Demuxer demuxer = Demuxer.open(file);
        PacketDecoder decoder = PacketDecoder.open(demuxer.parameters())) {
      if (keyframesSuffice) {
        readKeyframes(demuxer, decoder, sink);
      } else {
        readAll(demuxer, decoder, sink);
      }
      if (sink.pictures == 0) {
        throw new UnreadableVideoException(
            file, "no picture could be decoded, " + brokenPackets + " were broken");
      }
      return Math.max(sink.lastNanos, demuxer.durationNanos());
    } catch (DecodeException unsupported) {
      throw new UnreadableVideoException(file, String.valueOf(unsupported.getMessage()));
    }
  }

  /** Encoded pictures that could not be decoded so far. */
  public long brokenPackets() {
    return brokenPackets;
  }

  private boolean keyframesSuffice() throws UnreadableVideoException {
    try (Demuxer demuxer = Demuxer.open(file)) {
      demuxer.onlyKeyframes();
      long last = 0;
      for (AVPacket packet = demuxer.next(); packet != null; packet = demuxer.next()) {
        long now = demuxer.nanos(timestamp(packet));
        if (now - last > MAX_KEYFRAME_GAP_NANOS) {
          return false;
        }
        last = now;
      }
      return demuxer.durationNanos() - last <= MAX_KEYFRAME_GAP_NANOS;
    }
  }

  private void readKeyframes(Demuxer demuxer, PacketDecoder decoder, Sink sink)
      throws UnreadableVideoException {
    demuxer.onlyKeyframes();
    for (AVPacket packet = demuxer.next(); packet != null; packet = demuxer.next()) {
      try (Picture picture = decoder.decodeAlone(packet)) {
        sink.accept(picture, demuxer.nanos(timestamp(packet)));
      } catch (DecodeException broken) {
        brokenPackets++;
      }
    }
  }

  private void readAll(Demuxer demuxer, PacketDecoder decoder, Sink sink)
      throws UnreadableVideoException {
    Sampler sampler = new Sampler(sink);
    AVPacket packet;
    do {
      packet = demuxer.next();
      try {
        decoder.send(packet);
        receiveAll(demuxer, decoder, sampler);
      } catch (DecodeException broken) {
        brokenPackets++;
      }
    } while (packet != null);
  }

  private static void receiveAll(Demuxer demuxer, PacketDecoder decoder, Sampler sampler)
      throws DecodeException {
    Picture picture = decoder.receive();
    while (picture != null) {
      try (Picture current = picture) {
        long timestamp = current.frame().best_effort_timestamp();
        if (timestamp != avutil.AV_NOPTS_VALUE) {
          sampler.accept(current, demuxer.nanos(timestamp));
        }
      }
      picture = decoder.receive();
    }
  }

  private static long timestamp(AVPacket packet) {
    return packet.pts() != avutil.AV_NOPTS_VALUE ? packet.pts() : packet.dts();
  }

  /** Remembers what went to the consumer. */
  private static final class Sink implements PictureConsumer {
    private final PictureConsumer consumer;
    private long pictures;
    private long lastNanos;

    Sink(PictureConsumer consumer) {
      this.consumer = consumer;
    }

    @Override
    public void accept(Picture picture, long nanos) {
      pictures++;
      lastNanos = nanos;
      consumer.accept(picture, nanos);
    }
  }

  /** Lets through the picture nearest to each full interval, from the first one on. */
  private static final class Sampler implements PictureConsumer {
    private final Sink sink;
    private @Nullable Long previous;
    private long due;

    Sampler(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void accept(Picture picture, long nanos) {
      long spacing = previous == null ? 0 : Math.max(0, nanos - previous);
      previous = nanos;
      // Half a spacing early is nearer than the next picture will be.
      if (nanos + spacing / 2 >= due) {
        sink.accept(picture, nanos);
        due = Math.max(due + PICTURE_INTERVAL_NANOS, nanos + PICTURE_INTERVAL_NANOS / 2);
      }
    }
  }
}
