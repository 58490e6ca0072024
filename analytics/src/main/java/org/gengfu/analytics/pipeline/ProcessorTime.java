package org.gengfu.analytics.pipeline;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What the machine's processors have spent. */
public final class ProcessorTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final boolean KNOWN = THREADS.isCurrentThreadCpuTimeSupported();

  private ProcessorTime() {}

  /** Processor time of the calling thread in nanoseconds; time that passes where not known. */
  public static long ofThread() {
    return KNOWN ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
  }
}
