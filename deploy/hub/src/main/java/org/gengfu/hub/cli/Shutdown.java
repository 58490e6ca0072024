package org.gengfu.hub.cli;

import java.util.concurrent.CountDownLatch;
import org.gengfu.core.life.Component;

/** Waits for SIGINT or SIGTERM and then closes in good order. */
final class Shutdown {
  private Shutdown() {}

  /** Blocks until the process is asked to end; closes the component before it does. */
  static void await(Component component) throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              component.close();
              asked.countDown();
            },
            "shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    asked.await();
  }
}
