package org.gengfu.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.VillageRegistry.InvalidConfigException;
import org.gengfu.hub.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates what a seed names and what does not exist yet, in an order in which references hold. */
public final class Seed {
  private static final Logger LOG = LoggerFactory.getLogger(Seed.class);
  private static final String ACTOR = "seed";
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private Seed() {}

  /**
   * Reads a seed file: lists of entities by kind, each in the form of the API.
   *
   * @throws ConfigException naming every entry that can't be read
   */
  public static List<Entity> read(Path file) {
    JsonNode tree;
    try {
      tree = YAML.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new ConfigException(file.toString(), List.of("is not YAML: " + e.getOriginalMessage()));
    } catch (IOException e) {
      throw new ConfigException(file.toString(), List.of("can't be read: " + e));
    }
    List<String> problems = new ArrayList<>();
    List<Entity> entities = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      JsonNode entries = tree.path(kind.plural());
      for (int index = 0; index < entries.size(); index++) {
        read(kind, index, entries.get(index), entities, problems);
      }
    }
    refuseUnknown(tree, problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(file.toString(), problems);
    }
    return entities;
  }

  private static void read(
      Kind kind, int index, JsonNode entry, List<Entity> entities, List<String> problems) {
    SeedDefaults.fill(kind, entry);
    try {
      entities.add(YAML.treeToValue(entry, kind.type()));
    } catch (JsonProcessingException e) {
      String at =
          e instanceof JsonMappingException mapping
              ? mapping.getPath().stream()
                  .map(
                      step ->
                          "/"
                              + (step.getFieldName() == null
                                  ? step.getIndex()
                                  : step.getFieldName()))
                  .collect(Collectors.joining())
              : "";
      problems.add(kind.plural() + "[" + index + "]" + at + ": " + e.getOriginalMessage());
    }
  }

  private static void refuseUnknown(JsonNode tree, List<String> problems) {
    List<String> known = Arrays.stream(Kind.values()).map(Kind::plural).toList();
    tree.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                problems.add(name + ": there is no such kind; known: " + String.join(", ", known));
              }
            });
  }

  /**
   * Creates the entities that do not exist yet.
   *
   * @throws ConfigException naming every field that the registry refused
   */
  public static void plant(List<Entity> entities, VillageRegistry registry) {
    List<String> problems = new ArrayList<>();
    int created = 0;
    for (Kind kind : Kind.values()) {
      for (Entity entity : entities) {
        if (Kind.of(entity) != kind || registry.current().find(kind, entity.id()).isPresent()) {
          continue;
        }
        try {
          registry.create(entity, ACTOR);
          created++;
        } catch (InvalidConfigException e) {
          e.problems()
              .forEach(
                  problem ->
                      problems.add(
                          kind.plural()
                              + "/"
                              + entity.id()
                              + problem.pointer()
                              + ": "
                              + problem.message()));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException("seed", problems);
    }
    if (created > 0) {
      LOG.info("the seed created {} entities", created);
    }
  }
}
