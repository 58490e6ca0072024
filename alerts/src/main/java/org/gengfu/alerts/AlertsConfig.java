package org.gengfu.alerts;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How alerts works.
 *
 * @param dataDirectory holds {@code alerts/} (observations not yet cases) and {@code evidence/}
 * @param villageZone time zone of the roster and of the messages
 * @param instance name of this hub, the same after a restart
 * @param joining when an episode belongs to a case that is open already
 * @param journal bounds of what waits on disk
 * @param delivery how messages are sent
 */
public record AlertsConfig(
    Path dataDirectory,
    ZoneId villageZone,
    String instance,
    Joining joining,
    Journal journal,
    Delivery delivery) {

  /** The usual settings. */
  public static AlertsConfig of(Path dataDirectory, ZoneId villageZone) {
    return new AlertsConfig(
        dataDirectory,
        villageZone,
        "hub",
        new Joining(Duration.ofHours(12), 0.3),
        new Journal(10_000, 2L << 30),
        new Delivery(
            Duration.ofSeconds(10),
            new Retry(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(24)),
            new Retry(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofHours(24))));
  }

  /**
   * A new episode joins an open, active case of the same camera, zone and type when the boxes
   * overlap: after a restart the same thing may be seen as a new episode.
   *
   * @param within unless the case was last observed longer ago than this
   * @param overlap least intersection over union of the boxes
   */
  public record Joining(Duration within, double overlap) {}

  /**
   * @param mostObservations refuses more than so many waiting
   * @param mostBytes refuses more than so many bytes waiting
   */
  public record Journal(int mostObservations, long mostBytes) {}

  /**
   * @param timeout of one attempt
   * @param webhooks how webhooks are tried again
   * @param workers how worker pages and topics are tried again
   */
  public record Delivery(Duration timeout, Retry webhooks, Retry workers) {}

  /**
   * @param first wait after the first failure; each further one doubles it
   * @param longest greatest wait
   * @param giveUpAfter age of a message at which it is given up
   */
  public record Retry(Duration first, Duration longest, Duration giveUpAfter) {}
}
