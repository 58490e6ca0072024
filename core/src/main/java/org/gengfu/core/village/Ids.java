package org.gengfu.core.village;

import java.util.regex.Pattern;

/** The form of every id that an admin chooses: readable in addresses, topics and logs. */
public final class Ids {
  public static final String FORM = "[a-z0-9][a-z0-9-]{0,62}";
  private static final Pattern PATTERN = Pattern.compile(FORM);

  private Ids() {}

  public static boolean valid(String id) {
    return PATTERN.matcher(id).matches();
  }
}
