package org.gengfu.ingest.av;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds.AccessUnitConsumer;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.ingest.camera.Feeds;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes streams anew while somebody watches who can't play them: at most so many at a time, each
 * once for all who watch it.
 */
public final class Transcoders implements AutoCloseable {
  /** For two cores; each takes about a quarter of one for a main stream of 1080p. */
  public static final int DEFAULT_MAX = 2;

  /** Most that can be asked for. */
  public static final int GREATEST_MAX = 64;

  private static final EncodeLimits BIG = new EncodeLimits(960, 25);
  private static final EncodeLimits SMALL = new EncodeLimits(640, 15);
  private static final Logger LOG = LoggerFactory.getLogger(Transcoders.class);
  private static final long CLOSE_NANOS = 3_000_000_000L;

  private final Feeds feeds;
  private final int max;
  private final Counter dropped;
  private final Counter refused;
  private final Map<Key, Running> running = new HashMap<>();
  private boolean closed;

  private record Key(String cameraId, StreamName stream) {}

  /** A transcoding and how many watch it. */
  private static final class Running {
    private final Transcoding transcoding;
    private int watching;

    Running(Transcoding transcoding) {
      this.transcoding = transcoding;
    }
  }

  /** Takes the pictures, on the transcoding's thread. */
  public interface Taker extends AccessUnitConsumer {
    /** Nothing more will come: the stream can't be decoded. */
    void failed();
  }

  /** Where the pictures come from. */
  interface Feed {
    Subscription subscribe(AccessUnitConsumer consumer);
  }

  /**
   * @param max most streams at a time; 0 for never
   */
  public Transcoders(Feeds feeds, int max, MeterRegistry meters) {
    if (max < 0 || max > GREATEST_MAX) {
      throw new IllegalArgumentException("transcoders: 0 to " + GREATEST_MAX + ", not " + max);
    }
    this.feeds = feeds;
    this.max = max;
    this.dropped = meters.counter(MetricNames.DROPPED_UNITS, "consumer", "transcoder");
    this.refused = meters.counter(MetricNames.REFUSED_TRANSCODINGS);
    Gauge.builder(MetricNames.TRANSCODINGS, this, Transcoders::count).register(meters);
  }

  /**
   * Joins the transcoding of a stream, which begins with the first who joins and ends with the last
   * who leaves.
   *
   * @return null where all places are taken
   */
  public @Nullable Subscription join(String cameraId, StreamName stream, Taker taker) {
    Key key = new Key(cameraId, stream);
    Transcoding.Member member = new Transcoding.Member(taker);
    Running joined;
    boolean fresh = false;
    synchronized (this) {
      joined = running.get(key);
      if (joined == null && !closed && running.size() < max) {
        joined = create(key);
        fresh = true;
      }
      if (joined == null) {
        refused.increment();
        return null;
      }
      joined.watching++;
      joined.transcoding.join(member);
    }
    if (fresh) {
      joined.transcoding.start(consumer -> feeds.subscribeFromMemory(cameraId, stream, consumer));
    }
    Running its = joined;
    AtomicBoolean left = new AtomicBoolean();
    return () -> {
      if (left.compareAndSet(false, true)) {
        member.leave();
        leave(key, its);
      }
    };
  }

  private Running create(Key key) {
    EncodeLimits limits = key.stream() == StreamName.MAIN ? BIG : SMALL;
    Running made =
        new Running(
            new Transcoding(
                key.cameraId(),
                limits,
                new UnitQueue(dropped::increment),
                ended -> remove(key, ended)));
    running.put(key, made);
    return made;
  }

  private synchronized void remove(Key key, Transcoding ended) {
    running.computeIfPresent(key, (its, present) -> present.transcoding == ended ? null : present);
  }

  private void leave(Key key, Running its) {
    synchronized (this) {
      if (--its.watching > 0) {
        return;
      }
      running.remove(key, its);
    }
    its.transcoding.end();
  }

  /** How many run. */
  public synchronized int count() {
    return running.size();
  }

  @Override
  public void close() {
    List<Transcoding> all;
    synchronized (this) {
      closed = true;
      all = running.values().stream().map(one -> one.transcoding).toList();
      running.clear();
    }
    all.forEach(Transcoding::end);
    long end = System.nanoTime() + CLOSE_NANOS;
    try {
      for (Transcoding one : all) {
        if (!one.awaitEnd(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()))) {
          LOG.warn("a transcoding did not end");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
