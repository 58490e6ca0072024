package org.gengfu.ingest.av;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gengfu.ingest.source.CameraLoop;
import org.gengfu.ingest.source.StreamFailure;
import org.gengfu.ingest.source.StreamListener;
import org.gengfu.ingest.source.StreamSource;
import org.gengfu.ingest.source.StreamTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens files, HTTP-FLV, HLS, RTMP and MJPEG with libavformat, each on a worker of its own. The
 * number of workers is bounded, and one that hangs counts until it has really ended.
 */
public final class AvSource implements StreamSource, AutoCloseable {
  /** The schemes that it opens. */
  public static final Set<String> SCHEMES = Set.of("file", "http", "https", "rtmp");

  /** Most inputs at a time, where nothing else is said. */
  public static final int DEFAULT_MAX_INPUTS = 16;

  /** What can't be passed on is encoded anew so: a village's MJPEG cameras are small and slow. */
  public static final EncodeLimits DEFAULT_LIMITS = new EncodeLimits(1280, 15);

  private static final Logger LOG = LoggerFactory.getLogger(AvSource.class);
  private static final long CLOSE_NANOS = 3_000_000_000L;

  private final AvInput.Surroundings surroundings;
  private final int maxInputs;
  private final Set<AvInput> inputs = new HashSet<>();
  private long number;
  private boolean closed;

  /**
   * @param mediaDirectory the only place from which files are read
   * @param maxInputs most inputs at a time
   */
  public AvSource(
      Path mediaDirectory, int maxInputs, EncodeLimits limits, InstantSource wallClock) {
    this(
        new AvInput.Surroundings(mediaDirectory, limits, wallClock, AvReader.OPEN_NANOS),
        maxInputs);
  }

  AvSource(AvInput.Surroundings surroundings, int maxInputs) {
    this.surroundings = surroundings;
    this.maxInputs = maxInputs;
  }

  @Override
  public OpenStream open(
      CameraLoop loop, StreamTarget target, long firstPts, StreamListener listener) {
    loop.assertInLoop();
    synchronized (this) {
      if (inputs.size() < maxInputs && !closed) {
        AvInput[] self = new AvInput[1];
        AvInput input =
            new AvInput(
                "av-input-" + ++number,
                loop,
                target,
                firstPts,
                listener,
                surroundings,
                () -> ended(self[0]));
        self[0] = input;
        inputs.add(input);
        input.start();
        return input;
      }
    }
    return refuse(loop, listener);
  }

  private OpenStream refuse(CameraLoop loop, StreamListener listener) {
    AtomicBoolean over = new AtomicBoolean();
    AvFailureException failure = AvRefusals.tooMany(maxInputs);
    loop.execute(
        () -> {
          if (over.compareAndSet(false, true)) {
            listener.failed(
                new StreamFailure(
                    failure.kind(), failure.complaint(), failure.detail(), "never opened"));
          }
        });
    return () -> over.set(true);
  }

  private synchronized void ended(AvInput input) {
    inputs.remove(input);
  }

  /** Workers that have not ended. */
  public synchronized int workers() {
    return inputs.size();
  }

  /** Ends all inputs; one whose worker hangs in the system is left behind. */
  @Override
  public void close() {
    List<AvInput> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(inputs);
    }
    all.forEach(AvInput::end);
    long end = System.nanoTime() + CLOSE_NANOS;
    int left = 0;
    try {
      for (AvInput input : all) {
        long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        left += input.awaitEnd(millis) ? 0 : 1;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (left > 0) {
      LOG.warn("{} inputs hang and were left behind", left);
    }
  }
}
