package org.gengfu.hub.config;

import java.util.List;

/** The configuration file can't be used; the message lists everything that is wrong with it. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient List<String> problems;

  public ConfigException(String file, List<String> problems) {
    super(file + ":\n  - " + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line a problem: where in the file, what is wrong, what would be right. */
  public List<String> problems() {
    return problems;
  }
}
