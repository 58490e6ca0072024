package org.gengfu.hub;

import org.gengfu.hub.cli.GengfuCommand;

/** The entry of the process. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(GengfuCommand.execute(arguments));
  }
}
