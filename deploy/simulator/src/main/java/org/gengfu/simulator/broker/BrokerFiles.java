package org.gengfu.simulator.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The broker's own configuration file. */
final class BrokerFiles {
  /**
   * Loopback only. The usage statistics are off: the hub tells nobody outside that it runs. Topic
   * aliases are off because Paho 1.2.5 reads its alias table by value instead of by key and drops
   * the connection (ClientState.notifyReceivedMsg).
   */
  private static final String CONFIG =
      """
      <?xml version="1.0"?>
      <hivemq>
        <listeners>
          <tcp-listener>
            <port>%d</port>
            <bind-address>127.0.0.1</bind-address>
          </tcp-listener>
        </listeners>
        <mqtt>
          <queued-messages>
            <max-queue-size>100000</max-queue-size>
            <strategy>discard</strategy>
          </queued-messages>
          <topic-alias>
            <enabled>false</enabled>
          </topic-alias>
        </mqtt>
        <anonymous-usage-statistics>
          <enabled>false</enabled>
        </anonymous-usage-statistics>
        <persistence>
          <mode>file</mode>
        </persistence>
      </hivemq>
      """;

  private BrokerFiles() {}

  static void writeConfig(Path directory, int port) throws IOException {
    Files.writeString(directory.resolve("config.xml"), CONFIG.formatted(port));
  }
}
