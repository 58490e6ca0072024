package org.gengfu.ingest.av;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/**
 * The one thread of one input: the only place where libavformat may block. It is called back while
 * it waits, and gives up where the input was closed or its deadline is over.
 */
final class InputWorker extends Thread {
  private volatile boolean ended;
  private long deadlineNanos = Long.MAX_VALUE;
  private boolean expired;

  InputWorker(String name, Runnable work) {
    super(work, name);
    setDaemon(true);
  }

  /** One callback for all inputs, loaded with libav; native code keeps it for ever. */
  private static final class Interrupt {
    static final AVIOInterruptCB.Callback_Pointer CALLBACK =
        new AVIOInterruptCB.Callback_Pointer() {
          @Override
          public int call(Pointer opaque) {
            return currentThread() instanceof InputWorker worker && worker.mustGiveUp() ? 1 : 0;
          }
        };
  }

  static AVIOInterruptCB.Callback_Pointer interruptCallback() {
    return Interrupt.CALLBACK;
  }

  /** Asks it to end soon; safe on any thread, returns at once. */
  void end() {
    ended = true;
    LockSupport.unpark(this);
  }

  boolean ended() {
    return ended;
  }

  /** From now on libav has this long. */
  void allow(long nanos) {
    deadlineNanos = System.nanoTime() + nanos;
    expired = false;
  }

  /** Whether libav was stopped because its time was over. */
  boolean expired() {
    return expired;
  }

  private boolean mustGiveUp() {
    if (!ended && deadlineNanos != Long.MAX_VALUE && System.nanoTime() - deadlineNanos > 0) {
      expired = true;
    }
    return ended || expired;
  }

  /** Waits on this thread until the moment, or until it is ended. */
  void waitUntil(long nanoTime) {
    while (!ended) {
      long left = nanoTime - System.nanoTime();
      if (left <= 0) {
        return;
      }
      LockSupport.parkNanos(this, Math.min(left, TimeUnit.SECONDS.toNanos(1)));
    }
  }
}
