package org.gengfu.ingest.mqtt;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.faults.Fault;
import org.gengfu.core.faults.FaultSink;
import org.jspecify.annotations.Nullable;

/** What is open, as alerts would remember it, and all that was told. */
final class FakeFaults implements FaultSink {
  final Map<String, Fault> open = new ConcurrentHashMap<>();
  final List<String> told = new CopyOnWriteArrayList<>();

  static String key(FaultKind kind, String subject) {
    return kind.code() + " " + subject;
  }

  @Override
  public void raise(Fault fault) {
    open.put(key(fault.kind(), fault.subject()), fault);
    told.add("raise " + key(fault.kind(), fault.subject()));
  }

  @Override
  public void clear(FaultKind kind, String subject, Instant at, byte @Nullable [] picture) {
    open.remove(key(kind, subject));
    told.add("clear " + key(kind, subject));
  }

  @Override
  public boolean isOpen(FaultKind kind, String subject) {
    return open.containsKey(key(kind, subject));
  }
}
