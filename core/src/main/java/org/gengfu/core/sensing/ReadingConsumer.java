package org.gengfu.core.sensing;

import java.util.List;

/** Port by which ingest hands on readings once they are durable, in the order of arrival. */
public interface ReadingConsumer {
  /** Called on a worker thread, one call at a time; it may block for a short while. */
  void accept(List<Reading> readings);
}
