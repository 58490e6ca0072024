package org.gengfu.core.village;

import java.util.List;
import java.util.function.BiConsumer;
import org.gengfu.core.checks.FieldError;
import org.gengfu.core.checks.FieldRule;

/**
 * Port to the configuration: the present one in memory, and changes that are validated whole,
 * written with an audit entry and then announced. Everything that runs by configuration listens
 * here and applies a change at once.
 */
public interface VillageRegistry {
  /** The present configuration; never blocks. */
  Village current();

  /**
   * Calls the listener after every change, with the configuration before and after it, one change
   * at a time, on a worker thread. The listener must not fail and should not block for long.
   */
  void onChange(BiConsumer<Village, Village> listener);

  /**
   * What would be wrong with the entity if it were saved now, in the place of the one that has its
   * id. Changes nothing and never blocks.
   *
   * @return everything that is wrong; empty where nothing is
   */
  List<Problem> check(Entity entity);

  /**
   * Creates an entity. Blocks.
   *
   * @return the entity with its version, 1
   * @throws InvalidConfigException naming every field that is wrong, the id already taken among
   *     them
   */
  Village.Versioned create(Entity entity, String actor);

  /**
   * Replaces an entity. Blocks.
   *
   * @param expectedVersion the version that the caller has seen
   * @return the entity with its new version
   * @throws InvalidConfigException naming every field that is wrong
   * @throws StaleVersionException when somebody else has changed it meanwhile
   * @throws UnknownEntityException when it does not exist
   */
  Village.Versioned update(Entity entity, long expectedVersion, String actor);

  /**
   * Deletes an entity. Blocks.
   *
   * @throws InvalidConfigException when another entity still refers to it, naming those
   * @throws StaleVersionException when somebody else has changed it meanwhile
   * @throws UnknownEntityException when it does not exist
   */
  void delete(Kind kind, String id, long expectedVersion, String actor);

  /**
   * One thing that is wrong: a JSON Pointer into the entity, and what is wrong there and what would
   * be right.
   */
  record Problem(String pointer, FieldError error) {
    public Problem(String pointer, FieldRule rule, Object... values) {
      this(pointer, rule.broken(values));
    }

    /** What is wrong and what would be right, in English. */
    public String message() {
      return error.message();
    }

    @Override
    public String toString() {
      return pointer + " " + message();
    }
  }

  /** The change would make a configuration that is not valid. */
  final class InvalidConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<Problem> problems;

    public InvalidConfigException(List<Problem> problems) {
      super("invalid configuration: " + problems);
      this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
      return problems;
    }
  }

  /** Somebody else has changed the entity since the caller read it. */
  final class StaleVersionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StaleVersionException(Kind kind, String id, long expected, long actual) {
      super(kind.plural() + "/" + id + " is at version " + actual + ", not " + expected);
    }
  }

  /** There is no such entity. */
  final class UnknownEntityException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnknownEntityException(Kind kind, String id) {
      super("there is no " + kind.plural() + "/" + id);
    }
  }
}
