package org.gengfu.ingest.rtsp;

import java.time.Duration;

/**
 * What one host is asked to bear. A recorder serves dozens of cameras from one address; how many at
 * a time it can take, only its admin knows.
 *
 * @param handshakesPerHost handshakes at a time with one host and port, 1 to {@value
 *     #MOST_HANDSHAKES}
 * @param connectionsPerHost connections in all with one host and port, 1 to {@value
 *     #MOST_CONNECTIONS}; the others wait, and say so
 * @param deadSessionWait longest that a session of ours which broke off is waited for, whatever
 *     timeout the camera tells: 0 s to 10 min; 0 for never
 */
public record RtspLimits(int handshakesPerHost, int connectionsPerHost, Duration deadSessionWait) {
  public static final int DEFAULT_HANDSHAKES = 8;
  public static final int MOST_HANDSHAKES = 64;

  /** A recorder's 64 channels with both their streams, several times over. */
  public static final int DEFAULT_CONNECTIONS = 512;

  public static final int MOST_CONNECTIONS = 4_096;
  public static final int DEFAULT_DEAD_SESSION_SECONDS = 120;
  public static final int MOST_DEAD_SESSION_SECONDS = 600;

  public static final RtspLimits STANDARD =
      new RtspLimits(
          DEFAULT_HANDSHAKES,
          DEFAULT_CONNECTIONS,
          Duration.ofSeconds(DEFAULT_DEAD_SESSION_SECONDS));

  public RtspLimits {
    check("handshakes with one host", handshakesPerHost, 1, MOST_HANDSHAKES);
    check("connections with one host", connectionsPerHost, 1, MOST_CONNECTIONS);
    check("seconds for a dead session", deadSessionWait.toSeconds(), 0, MOST_DEAD_SESSION_SECONDS);
  }

  private static void check(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(what + ": " + least + " to " + most + ", not " + value);
    }
  }
}
