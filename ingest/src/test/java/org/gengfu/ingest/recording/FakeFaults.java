package org.gengfu.ingest.recording;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.faults.Fault;
import org.gengfu.core.faults.FaultSink;
import org.jspecify.annotations.Nullable;

/** Remembers what is wrong. */
final class FakeFaults implements FaultSink {
  final Map<String, Fault> open = new ConcurrentHashMap<>();

  private static String key(FaultKind kind, String subject) {
    return kind.code() + " " + subject;
  }

  @Override
  public void raise(Fault fault) {
    open.putIfAbsent(key(fault.kind(), fault.subject()), fault);
  }

  @Override
  public void clear(FaultKind kind, String subject, Instant at, byte @Nullable [] picture) {
    open.remove(key(kind, subject));
  }

  @Override
  public boolean isOpen(FaultKind kind, String subject) {
    return open.containsKey(key(kind, subject));
  }
}
