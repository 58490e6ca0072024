package org.gengfu.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gengfu.alerts.FaultEntry.Stage;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.faults.Fault;
import org.gengfu.core.faults.FaultSink;
import org.jspecify.annotations.Nullable;

/**
 * Remembers every fault from the moment it is told until it is over, on disk. It decides what
 * becomes a case in {@link FaultRounds}; this is the part that others talk to, and it is quick.
 */
final class FaultBook implements FaultSink {
  /** A fault that is over is remembered for so long, to know one that comes and goes. */
  static final Duration REMEMBERED = Duration.ofHours(1);

  /** One that comes and goes is believed to be over only after this much calm. */
  static final Duration CALM = Duration.ofMinutes(15);

  /** Far above what cameras times kinds can make. */
  static final int MOST_FAULTS = 20_000;

  private final FaultFiles files;
  private final InstantSource clock;

  /** Guarded by this, like all that is in them. */
  private final Map<FaultEntry.Key, FaultEntry> entries = new HashMap<>();

  private final Map<String, FaultGroup> groups = new HashMap<>();

  FaultBook(Path directory, InstantSource clock) throws IOException {
    this.files = new FaultFiles(directory);
    this.clock = clock;
    files.load(entry -> entries.put(entry.key(), entry), group -> groups.put(group.id(), group));
  }

  @Override
  public synchronized void raise(Fault fault) {
    FaultEntry known = entries.get(new FaultEntry.Key(fault.kind(), fault.subject()));
    if (known == null || known.stage() == Stage.ENDED) {
      if (known == null && entries.size() >= MOST_FAULTS) {
        throw new UncheckedIOException(
            new IOException("more than " + MOST_FAULTS + " faults are open"));
      }
      put(FaultEntry.of(fault, clock.instant(), known == null ? null : known.endedAt()));
    } else if (known.stage() == Stage.GONE) {
      put(known.back());
    }
  }

  @Override
  public synchronized void clear(
      FaultKind kind, String subject, Instant at, byte @Nullable [] picture) {
    FaultEntry known = entries.get(new FaultEntry.Key(kind, subject));
    if (known == null) {
      return;
    }
    switch (known.stage()) {
      case GATHERING -> { // Nobody was told.
        if (known.endedAt() == null) {
          forget(known);
        } else {
          put(known.ended(known.endedAt()));
        }
      }
      case OPEN -> {
        Instant now = clock.instant();
        boolean again =
            known.endedAt() != null && known.endedAt().plus(REMEMBERED).isAfter(known.raisedAt());
        put(known.gone(at, picture, again ? now.plus(CALM) : now));
      }
      case GONE, ENDED -> {}
    }
  }

  @Override
  public synchronized boolean isOpen(FaultKind kind, String subject) {
    FaultEntry known = entries.get(new FaultEntry.Key(kind, subject));
    return known != null && (known.stage() == Stage.GATHERING || known.stage() == Stage.OPEN);
  }

  synchronized List<FaultEntry> in(Stage stage) {
    return entries.values().stream().filter(entry -> entry.stage() == stage).toList();
  }

  /** The group of this kind that was joined last; null where there is none. */
  synchronized @Nullable FaultGroup youngestGroup(FaultKind kind) {
    FaultGroup youngest = null;
    for (FaultGroup group : groups.values()) {
      if (group.kind() == kind
          && (youngest == null || group.lastJoinedAt().isAfter(youngest.lastJoinedAt()))) {
        youngest = group;
      }
    }
    return youngest;
  }

  /** Those of the entries that are still there, as they are now, in the given stage. */
  synchronized List<FaultEntry> still(Collection<FaultEntry> wanted, Stage stage) {
    List<FaultEntry> now = new ArrayList<>();
    for (FaultEntry entry : wanted) {
      FaultEntry present = entries.get(entry.key());
      if (present != null && present.stage() == stage) {
        now.add(present);
      }
    }
    return now;
  }

  /** Runs what must not be disturbed by a raise or clear in between. */
  synchronized void alone(Runnable work) {
    work.run();
  }

  synchronized void put(FaultEntry entry) {
    files.write(entry);
    entries.put(entry.key(), entry);
  }

  synchronized void put(FaultGroup group) {
    files.write(group);
    groups.put(group.id(), group);
  }

  synchronized void forget(FaultEntry entry) {
    files.delete(entry);
    entries.remove(entry.key());
  }

  synchronized Collection<FaultGroup> groups() {
    return List.copyOf(groups.values());
  }

  /** Whether a member of the group is not over yet. */
  synchronized boolean anyLeft(FaultGroup group) {
    return entries.values().stream().anyMatch(entry -> group.id().equals(entry.group()));
  }

  synchronized void forget(FaultGroup group) {
    files.delete(group);
    groups.remove(group.id());
  }
}
