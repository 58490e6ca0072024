package org.gengfu.core.storage;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.Village.Versioned;
import org.gengfu.core.village.VillageRegistry;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configuration in one table, with the present one in memory. */
final class JdbcVillageRegistry implements VillageRegistry, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcVillageRegistry.class);
  private static final long CLOSE_WAIT_SECONDS = 5;
  private final Sql sql;
  private final EntityJson json;
  private final InstantSource clock;
  private final List<BiConsumer<Village, Village>> listeners = new CopyOnWriteArrayList<>();

  /** Held from before the transaction until its announcement is queued: both in the same order. */
  private final ReentrantLock changing = new ReentrantLock();

  private final ExecutorService announcer =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "configuration");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Known known;

  /** The configuration as of a revision: reading all of it for every change is for nobody. */
  private record Known(Village village, long revision) {}

  JdbcVillageRegistry(Sql sql, EntityJson json, InstantSource clock) {
    this.sql = sql;
    this.json = json;
    this.clock = clock;
    // In this order: what is changed in between is read again before the next change.
    this.known =
        sql.read(
            handle -> {
              long revision = revision(handle);
              return new Known(load(handle), revision);
            });
  }

  @Override
  public Village current() {
    return known.village();
  }

  @Override
  public void onChange(BiConsumer<Village, Village> listener) {
    listeners.add(listener);
  }

  @Override
  public List<Problem> check(Entity entity) {
    Village village = current();
    return EntityChecks.check(village.with(new Versioned(entity, 1)), entity);
  }

  @Override
  public Versioned create(Entity entity, String actor) {
    Kind kind = Kind.of(entity);
    return change(
        (handle, before) -> {
          Village after = before.with(new Versioned(entity, 1));
          List<Problem> problems = new ArrayList<>(EntityChecks.check(after, entity));
          if (before.find(kind, entity.id()).isPresent()) {
            problems.add(new Problem("/id", FieldRule.TAKEN, kind.plural()));
          }
          refuse(problems);
          write(handle, Sql.file("village/insert_item"), entity, actor);
          audit(handle, actor, "created", null, entity);
          return after;
        },
        kind,
        entity.id());
  }

  @Override
  public Versioned update(Entity entity, long expectedVersion, String actor) {
    Kind kind = Kind.of(entity);
    return change(
        (handle, before) -> {
          Versioned old = expect(before, kind, entity.id(), expectedVersion);
          Village after = before.with(new Versioned(entity, old.version() + 1));
          refuse(EntityChecks.check(after, entity));
          write(handle, Sql.file("village/update_item"), entity, actor);
          audit(handle, actor, "changed", old.entity(), entity);
          return after;
        },
        kind,
        entity.id());
  }

  @Override
  public void delete(Kind kind, String id, long expectedVersion, String actor) {
    changing.lock();
    try {
      apply(
          (handle, before) -> {
            Versioned old = expect(before, kind, id, expectedVersion);
            List<Problem> problems = new ArrayList<>(References.to(before, kind, id));
            problems.addAll(logins(handle, kind, id));
            refuse(problems);
            handle.execute("delete from config_item where kind = ? and id = ?", kind.plural(), id);
            audit(handle, actor, "deleted", old.entity(), null);
            return before.without(kind, id);
          });
    } finally {
      changing.unlock();
    }
  }

  private Versioned change(Step step, Kind kind, String id) {
    changing.lock();
    try {
      return apply(step).find(kind, id).orElseThrow();
    } finally {
      changing.unlock();
    }
  }

  /** One transaction, then the snapshot, then the announcement. */
  private Village apply(Step step) {
    Known before = known;
    Known after =
        sql.transaction(
            handle -> {
              // Another hub on the same database may have changed it: lock, then look again.
              handle.execute("select pg_advisory_xact_lock(?)", Locks.CONFIGURATION);
              boolean same = revision(handle) == before.revision();
              Village changed = step.take(handle, same ? before.village() : load(handle));
              return new Known(changed, revision(handle));
            });
    known = after;
    announcer.execute(() -> announce(before.village(), after.village()));
    return after.village();
  }

  private static long revision(Handle handle) {
    return handle.createQuery("select revision from config_revision").mapTo(Long.class).one();
  }

  private void announce(Village before, Village after) {
    for (BiConsumer<Village, Village> listener : listeners) {
      try {
        listener.accept(before, after);
      } catch (RuntimeException e) {
        LOG.error("a listener to the configuration has failed", e);
      }
    }
  }

  private Village load(Handle handle) {
    Map<Kind, Map<String, Versioned>> entities = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      Map<String, Versioned> byId = new LinkedHashMap<>();
      handle
          .createQuery("select id, version, body from config_item where kind = :kind")
          .bind("kind", kind.plural())
          .map(
              (row, context) ->
                  new Versioned(json.load(kind, row.getString("body")), row.getLong("version")))
          .forEach(item -> byId.put(item.entity().id(), item));
      entities.put(kind, byId);
    }
    return new Village(entities);
  }

  private void write(Handle handle, String statement, Entity entity, String actor) {
    handle
        .createUpdate(statement)
        .bind("kind", Kind.of(entity).plural())
        .bind("id", entity.id())
        .bind("body", json.store(entity))
        .bind("at", Sql.time(clock.instant()))
        .bind("actor", actor)
        .execute();
  }

  private void audit(
      Handle handle, String actor, String action, @Nullable Entity before, @Nullable Entity after) {
    Entity subject = java.util.Objects.requireNonNull(after == null ? before : after);
    Audit.write(
        handle,
        clock.instant(),
        actor,
        action,
        Kind.of(subject).plural(),
        subject.id(),
        before == null ? null : json.redact(before),
        after == null ? null : json.redact(after));
  }

  private static List<Problem> logins(Handle handle, Kind kind, String id) {
    if (kind != Kind.WORKER) {
      return List.of();
    }
    return handle
        .createQuery("select name from account where worker_id = :id order by name")
        .bind("id", id)
        .mapTo(String.class)
        .map(name -> new Problem("", FieldRule.LOGIN, name))
        .list();
  }

  private static Versioned expect(Village village, Kind kind, String id, long expectedVersion) {
    Versioned found =
        village.find(kind, id).orElseThrow(() -> new UnknownEntityException(kind, id));
    if (found.version() != expectedVersion) {
      throw new StaleVersionException(kind, id, expectedVersion, found.version());
    }
    return found;
  }

  private static void refuse(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(problems);
    }
  }

  @Override
  public void close() {
    announcer.shutdown();
    try {
      if (!announcer.awaitTermination(CLOSE_WAIT_SECONDS, TimeUnit.SECONDS)) {
        announcer.shutdownNow();
      }
    } catch (InterruptedException e) {
      announcer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** What a change does inside its transaction; returns the configuration after it. */
  private interface Step {
    Village take(Handle handle, Village before);
  }
}
