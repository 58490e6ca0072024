package org.gengfu.analytics.replay;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps one thread to a share of one core: what it has used too fast it waits for. Time that it
 * spends waiting for disks counts for it, but is not saved up for longer than a second. One thread.
 */
final class CpuShare {
  private static final long LONGEST_CREDIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Shorter waits are not worth a call. */
  private static final long LEAST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final double share;
  private final LongSupplier cpu;
  private final LongSupplier clock;
  private final Sleep sleep;
  private long cpuMark;
  private long clockMark;

  /** Waits. */
  interface Sleep {
    void nanos(long nanos) throws InterruptedException;
  }

  /**
   * @param share of one core, 0 to 1
   * @param cpu processor time of the calling thread, nanoseconds
   * @param clock time that passes, nanoseconds
   */
  CpuShare(double share, LongSupplier cpu, LongSupplier clock, Sleep sleep) {
    this.share = share;
    this.cpu = cpu;
    this.clock = clock;
    this.sleep = sleep;
  }

  /** Begins to count; on the thread that works. */
  void begin() {
    cpuMark = cpu.getAsLong();
    clockMark = clock.getAsLong();
  }

  /**
   * Waits until what was used is within the share again.
   *
   * @throws InterruptedException when the thread is to end
   */
  void keep() throws InterruptedException {
    long passed = clock.getAsLong() - clockMark;
    long owed = Math.round((cpu.getAsLong() - cpuMark) / share) - passed;
    if (owed >= LEAST_WAIT_NANOS) {
      sleep.nanos(owed);
      begin();
    } else if (passed > LONGEST_CREDIT_NANOS) {
      begin();
    }
  }
}
