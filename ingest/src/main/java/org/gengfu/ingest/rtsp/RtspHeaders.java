package org.gengfu.ingest.rtsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The header fields of one message, in their order; names are compared without case. */
final class RtspHeaders {
  private final List<Field> fields = new ArrayList<>();

  private record Field(String name, String value) {}

  RtspHeaders add(String name, String value) {
    fields.add(new Field(name, value));
    return this;
  }

  Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  int size() {
    return fields.size();
  }

  void writeTo(StringBuilder out) {
    for (Field field : fields) {
      out.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
  }
}
