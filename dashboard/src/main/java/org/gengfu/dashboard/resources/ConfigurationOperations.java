package org.gengfu.dashboard.resources;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.life.Blocking;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Village.Versioned;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.VillageRegistry.InvalidConfigException;
import org.gengfu.core.village.VillageRegistry.UnknownEntityException;
import org.gengfu.dashboard.http.Answer;
import org.gengfu.dashboard.http.Call;
import org.gengfu.dashboard.http.Operation;
import org.gengfu.dashboard.http.Problem;
import org.gengfu.dashboard.http.Problem.Wrong;
import org.gengfu.dashboard.http.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes cameras, zones, brokers, sensors and their types, grids, workers, duties and
 * webhooks.
 */
public final class ConfigurationOperations {
  private final VillageRegistry registry;
  private final Blocking blocking;

  public ConfigurationOperations(VillageRegistry registry, Blocking blocking) {
    this.registry = registry;
    this.blocking = blocking;
  }

  /** The operations by id, five a kind. */
  public Map<String, Operation> operations() {
    Map<String, Operation> operations = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      String many = capital(kind.plural());
      String one = kind.type().getSimpleName();
      operations.put("list" + many, Operation.onWorker(blocking, call -> list(kind)));
      operations.put("create" + one, Operation.onWorker(blocking, call -> create(kind, call)));
      operations.put("read" + one, Operation.onWorker(blocking, call -> read(kind, call)));
      operations.put("replace" + one, Operation.onWorker(blocking, call -> replace(kind, call)));
      operations.put("delete" + one, Operation.onWorker(blocking, call -> delete(kind, call)));
    }
    return operations;
  }

  /** {@code sensor-types} is {@code SensorTypes} in the name of an operation. */
  private static String capital(String words) {
    return Stream.of(words.split("-", -1))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }

  private Answer list(Kind kind) {
    return Answer.items(registry.current().all(kind).map(EntityJson::view).toList());
  }

  private Answer read(Kind kind, Call call) {
    Versioned found =
        registry
            .current()
            .find(kind, call.id())
            .orElseThrow(() -> new UnknownEntityException(kind, call.id()));
    return Answer.json(EntityJson.view(found)).versioned(found);
  }

  private Answer create(Kind kind, Call call) {
    Entity entity = EntityJson.read(kind, call.body(), null);
    Versioned created = registry.create(entity, call.account().name());
    return Answer.created("/api/v1/" + kind.plural() + "/" + entity.id(), EntityJson.view(created))
        .versioned(created);
  }

  private Answer replace(Kind kind, Call call) {
    Map<String, @Nullable Object> body = call.body();
    if (!call.id().equals(Objects.requireNonNull(body.get("id")))) {
      throw Call.wrong("/id", FieldRule.ID_CHANGED, call.id());
    }
    Versioned old =
        registry
            .current()
            .find(kind, call.id())
            .orElseThrow(() -> new UnknownEntityException(kind, call.id()));
    Entity entity = EntityJson.read(kind, body, old.entity());
    Versioned replaced = registry.update(entity, call.expectedVersion(), call.account().name());
    return Answer.json(EntityJson.view(replaced)).versioned(replaced);
  }

  private Answer delete(Kind kind, Call call) {
    try {
      registry.delete(kind, call.id(), call.expectedVersion(), call.account().name());
    } catch (InvalidConfigException e) {
      throw new Problem(
              ProblemKind.IN_USE,
              ProblemKind.IN_USE.status(),
              "Change or delete first what refers to it.",
              e.problems().stream()
                  .map(problem -> Wrong.at(problem.pointer(), problem.error()))
                  .toList(),
              Map.of())
          .thrown();
    }
    return Answer.noContent();
  }
}
