package org.gengfu.hub;

import java.util.ArrayDeque;
import java.util.Deque;
import org.gengfu.core.life.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts components in the order given and closes them in the opposite one, also when a start fails
 * half-way.
 */
final class Lifecycle implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  /** Starts the component and remembers to close it. */
  <T extends Component> T start(T component) {
    component.start();
    return closeLater(component);
  }

  /** Remembers to close what already runs. */
  <T extends AutoCloseable> T closeLater(T resource) {
    started.push(resource);
    return resource;
  }

  @Override
  public void close() {
    while (!started.isEmpty()) {
      AutoCloseable resource = started.pop();
      try {
        resource.close();
      } catch (Exception e) {
        LOG.error("closing {} failed", resource, e);
      }
    }
  }
}
