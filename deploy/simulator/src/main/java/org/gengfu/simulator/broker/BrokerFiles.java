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
          %s
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

  private static final String PLAIN =
      """
      <tcp-listener>
        <port>%d</port>
        <bind-address>127.0.0.1</bind-address>
      </tcp-listener>
      """;

  private static final String TLS =
      """
      <tls-tcp-listener>
        <port>%d</port>
        <bind-address>127.0.0.1</bind-address>
        <tls>
          <keystore>
            <path>%s</path>
            <password>%s</password>
            <private-key-password>%3$s</private-key-password>
          </keystore>
          <client-authentication-mode>NONE</client-authentication-mode>
        </tls>
      </tls-tcp-listener>
      """;

  static void writeConfig(Path directory, int port, BrokerConfig config) throws IOException {
    String listener =
        config.keyStore() == null || config.keyStorePassword() == null
            ? PLAIN.formatted(port)
            : TLS.formatted(port, config.keyStore(), config.keyStorePassword().reveal());
    Files.writeString(directory.resolve("config.xml"), CONFIG.formatted(listener));
  }
}
