package org.gengfu.ingest.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real directory that can hang, be full, fail, or be unmounted. */
final class FakeDiskFiles implements DiskFiles {
  private final NioDiskFiles real;
  private volatile CountDownLatch way = new CountDownLatch(0);
  volatile @Nullable String error;

  /** Whether somebody waits for this disk. */
  volatile boolean waiting;

  volatile long roomBytes = Long.MAX_VALUE;
  volatile boolean unmounted;
  volatile long freeBytes = 1L << 40;
  volatile long totalBytes = 1L << 41;

  FakeDiskFiles(Path directory) {
    real = new NioDiskFiles(directory);
  }

  /** Lets every write hang. */
  void hang() {
    way = new CountDownLatch(1);
  }

  void goOn() {
    way.countDown();
  }

  private void pass() throws IOException {
    try {
      waiting = way.getCount() > 0;
      way.await();
      waiting = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    String now = error;
    if (now != null) {
      throw new IOException(now);
    }
  }

  @Override
  public @Nullable UUID marker() throws IOException {
    return unmounted ? null : real.marker();
  }

  @Override
  public void mark(UUID marker) throws IOException {
    pass();
    real.mark(marker);
  }

  @Override
  public Sink create(String path) throws IOException {
    pass();
    Sink sink = real.create(path);
    return new Sink() {
      @Override
      @SuppressWarnings("NonAtomicVolatileUpdate") // Written by the disk's thread alone.
      public void write(ByteBuffer[] buffers) throws IOException {
        pass();
        long bytes = 0;
        for (ByteBuffer buffer : buffers) {
          bytes += buffer.remaining();
        }
        if (bytes > roomBytes) {
          // As the kernel does: what fits is written.
          sink.write(new ByteBuffer[] {buffers[0]});
          throw new IOException("No space left on device");
        }
        roomBytes = roomBytes - bytes;
        sink.write(buffers);
      }

      @Override
      public void sync() throws IOException {
        pass();
        sink.sync();
      }

      @Override
      public void truncate(long length) throws IOException {
        sink.truncate(length);
      }

      @Override
      public void close() throws IOException {
        sink.close();
      }
    };
  }

  @Override
  public SeekableByteChannel open(String path) throws IOException {
    return real.open(path);
  }

  @Override
  public void delete(String path) throws IOException {
    pass();
    real.delete(path);
  }

  @Override
  public void quarantine(String path) throws IOException {
    real.quarantine(path);
  }

  @Override
  public Stream<String> list(@Nullable Iterable<String> days) throws IOException {
    return real.list(days);
  }

  @Override
  public Instant lastModified(String path) throws IOException {
    return real.lastModified(path);
  }

  @Override
  public long freeBytes() {
    return freeBytes;
  }

  @Override
  public long totalBytes() {
    return totalBytes;
  }

  @Override
  public void probe() throws IOException {
    pass();
    real.probe();
  }
}
