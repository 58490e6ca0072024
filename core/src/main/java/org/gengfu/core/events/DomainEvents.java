package org.gengfu.core.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each domain event to every listener, on the publisher's thread, in order of subscription. A
 * listener must not block; one that fails is logged and disturbs nobody.
 */
public final class DomainEvents {
  private static final Logger LOG = LoggerFactory.getLogger(DomainEvents.class);
  private final List<Consumer<DomainEvent>> listeners = new CopyOnWriteArrayList<>();

  /** Calls the listener for every event from now on, until the returned handle is run. */
  public Runnable subscribe(Consumer<DomainEvent> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  public void publish(DomainEvent event) {
    for (Consumer<DomainEvent> listener : listeners) {
      try {
        listener.accept(event);
      } catch (RuntimeException e) {
        LOG.error("a listener failed on {}", event, e);
      }
    }
  }
}
