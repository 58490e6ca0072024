package org.gengfu.dashboard.http;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The API's contract: which routes there are, who may call them, and what they take. */
public final class Contract {
  /** Where the API is mounted; the contract's {@code servers} says the same. */
  public static final String PREFIX = "/api/v1";

  private static final String FILE = "/openapi/gengfu.yaml";

  private final JsonObject document;
  private final List<ContractOperation> operations;

  private Contract(JsonObject document) {
    this.document = document;
    this.operations = operations(document);
  }

  /** Reads the contract that is built in. Blocks. */
  public static Contract read() {
    try (InputStream file = Contract.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is not in the classpath");
      }
      @SuppressWarnings("unchecked") // maps from YAML have text keys here
      Map<String, Object> yaml = new YAMLMapper().readValue(file, Map.class);
      JsonObject raw = new JsonObject(yaml);
      return new Contract((JsonObject) Objects.requireNonNull(resolve(raw, raw)));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " is not YAML", e);
    }
  }

  /** Every operation, in the order of the file. */
  public List<ContractOperation> operations() {
    return operations;
  }

  /** The whole document with its references resolved. */
  public JsonObject document() {
    return document;
  }

  /** The contract as Vert.x builds routes from it; fails where it isn't valid OpenAPI 3.1. */
  Future<OpenAPIContract> forVertx(Vertx vertx) {
    JsonObject copy = document.copy();
    // vertx-openapi 5.0 knows no relative server address, no image/jpeg and no
    // application/problem+json. We ask it for routes alone: it needn't see these.
    // Who may do what is decided by our own gate.
    copy.remove("servers");
    copy.remove("security");
    eachOperation(
        copy,
        (path, method, pathItem, operation) -> {
          operation.remove("security");
          operation
              .getJsonObject("responses")
              .forEach(response -> ((JsonObject) response.getValue()).remove("content"));
        });
    return OpenAPIContract.from(vertx, copy);
  }

  private static List<ContractOperation> operations(JsonObject document) {
    List<ContractOperation> found = new ArrayList<>();
    eachOperation(
        document,
        (path, method, pathItem, operation) -> {
          List<JsonObject> parameters = new ArrayList<>();
          for (JsonObject owner : List.of(pathItem, operation)) {
            owner
                .getJsonArray("parameters", new JsonArray())
                .forEach(parameter -> parameters.add((JsonObject) parameter));
          }
          found.add(ContractOperation.of(method, path, parameters, operation));
        });
    return List.copyOf(found);
  }

  private interface OperationVisitor {
    void visit(String path, String method, JsonObject pathItem, JsonObject operation);
  }

  private static void eachOperation(JsonObject document, OperationVisitor visitor) {
    for (Map.Entry<String, Object> path : document.getJsonObject("paths")) {
      JsonObject item = (JsonObject) path.getValue();
      for (String method : List.of("get", "put", "post", "delete")) {
        JsonObject operation = item.getJsonObject(method);
        if (operation != null) {
          visitor.visit(path.getKey(), method, item, operation);
        }
      }
    }
  }

  /** Puts a copy of what it refers to in place of every reference; the contract has no circles. */
  private static @Nullable Object resolve(@Nullable Object node, JsonObject root) {
    if (node instanceof JsonObject object) {
      if (object.getValue("$ref") instanceof String reference) {
        Object target = JsonPointer.fromURI(URI.create(reference)).queryJson(root);
        if (target == null) {
          throw new IllegalStateException("the contract refers to " + reference + ", not there");
        }
        return resolve(target, root);
      }
      JsonObject resolved = new JsonObject();
      object.forEach(entry -> resolved.put(entry.getKey(), resolve(entry.getValue(), root)));
      return resolved;
    }
    if (node instanceof JsonArray array) {
      JsonArray resolved = new JsonArray();
      array.forEach(item -> resolved.add(resolve(item, root)));
      return resolved;
    }
    return node;
  }
}
