package org.gengfu.core.checks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is wrong with a field.
 *
 * @param rule which rule it breaks
 * @param values what the rule's text asks for, by name
 */
public record FieldError(FieldRule rule, Map<String, String> values) {
  public FieldError {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** What is wrong and what would be right, in English. */
  public String message() {
    return rule.say(values);
  }
}
