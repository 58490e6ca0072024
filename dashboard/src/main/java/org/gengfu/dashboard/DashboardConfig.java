package org.gengfu.dashboard;

import java.time.Duration;
import java.time.ZoneId;
import org.gengfu.dashboard.login.Passwords;

/**
 * Where the dashboard listens and how it treats sessions.
 *
 * @param host address to listen on
 * @param port TCP port; 0 for any free one
 * @param villageZone time zone of the village
 * @param sessionLifetime how long a login lasts
 * @param secureCookie true behind TLS: the session cookie then travels over https alone
 * @param behindProxy whether {@code X-Forwarded-For} and {@code X-Forwarded-Host} come from our own
 *     proxy
 * @param passwordCost bcrypt cost of new passwords
 */
public record DashboardConfig(
    String host,
    int port,
    ZoneId villageZone,
    Duration sessionLifetime,
    boolean secureCookie,
    boolean behindProxy,
    int passwordCost) {
  public static final Duration DEFAULT_SESSION_LIFETIME = Duration.ofDays(7);

  /** With the defaults for everything else. */
  public DashboardConfig(String host, int port, ZoneId villageZone, boolean secureCookie) {
    this(
        host,
        port,
        villageZone,
        DEFAULT_SESSION_LIFETIME,
        secureCookie,
        secureCookie,
        Passwords.DEFAULT_COST);
  }
}
