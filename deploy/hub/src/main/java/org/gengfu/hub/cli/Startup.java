package org.gengfu.hub.cli;

import java.io.UncheckedIOException;
import org.gengfu.core.life.Component;
import org.gengfu.core.storage.StoreException;
import org.gengfu.hub.cli.GengfuCommand.UsageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a component for the command line. */
final class Startup {
  private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

  private Startup() {}

  /**
   * Starts the component.
   *
   * @throws UsageException when a port is taken, the database is away or a file can't be written:
   *     what the user can mend, in one line; the trace goes to the debug log
   */
  static void of(Component component) {
    try {
      component.start();
    } catch (IllegalStateException | UncheckedIOException | StoreException e) {
      LOG.debug("the start failed", e);
      throw new UsageException("can't start: " + e.getMessage(), e);
    }
  }
}
