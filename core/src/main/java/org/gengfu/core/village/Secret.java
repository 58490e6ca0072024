package org.gengfu.core.village;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;

/**
 * A password or key. It never shows in logs ({@link #toString()} is redacted); how it is written to
 * the database (encrypted) and to the API (never) is decided by the object mapper that writes it,
 * and one without such a decision refuses it.
 */
public final class Secret {
  private final String value;

  @JsonCreator
  public Secret(String value) {
    this.value = Objects.requireNonNull(value);
  }

  /** The plain text, for the one place that sends it. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
