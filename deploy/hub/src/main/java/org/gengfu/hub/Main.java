package org.gengfu.hub;

import org.gengfu.hub.cli.GengfuCommand;

/** The entry of the process. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // By its own name: a library on the class path brings a logback.xml, too.
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "gengfu-logback.xml");
    }
    System.exit(GengfuCommand.execute(arguments));
  }
}
