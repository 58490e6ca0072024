package org.gengfu.analytics.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.faults.Fault;
import org.gengfu.core.faults.FaultSink;
import org.jspecify.annotations.Nullable;

/** Keeps the faults of one camera; refuses while its disk is full. */
final class FakeFaults implements FaultSink {
  final Map<FaultKind, Fault> open = new LinkedHashMap<>();
  final List<String> told = new CopyOnWriteArrayList<>();
  boolean full;

  @Override
  public void raise(Fault fault) {
    if (full) {
      throw new UncheckedIOException(new IOException("no space left"));
    }
    open.put(fault.kind(), fault);
    told.add("raise " + fault.kind().code());
  }

  @Override
  public void clear(FaultKind kind, String subject, Instant at, byte @Nullable [] picture) {
    told.add("clear " + kind.code() + (picture == null ? " without a picture" : ""));
    open.remove(kind);
  }

  @Override
  public boolean isOpen(FaultKind kind, String subject) {
    return open.containsKey(kind);
  }
}
