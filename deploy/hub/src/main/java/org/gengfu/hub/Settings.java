package org.gengfu.hub;

import org.gengfu.alerts.AlertsConfig;
import org.gengfu.analytics.AnalyticsConfig;
import org.gengfu.core.storage.DatabaseConfig;
import org.gengfu.dashboard.DashboardConfig;
import org.gengfu.hub.config.HubConfig;
import org.gengfu.hub.config.HubConfig.ExternalDatabase;
import org.gengfu.ingest.IngestConfig;
import org.gengfu.ingest.recording.RecordingConfig;
import org.gengfu.ingest.recording.RecordingConfig.Directory;

/** Each part's own settings out of the configuration file. */
final class Settings {
  private static final String KEY_FILE = "secret.key";

  private Settings() {}

  static DatabaseConfig database(HubConfig config) {
    ExternalDatabase external = config.database();
    return external == null
        ? DatabaseConfig.embedded(config.dataDir())
        : DatabaseConfig.external(
            external.jdbcUrl(),
            external.user(),
            external.password(),
            config.dataDir().resolve(KEY_FILE));
  }

  static IngestConfig ingest(HubConfig config) {
    return IngestConfig.standard(
        config.dataDir(), config.transcoders(), config.rtsp(), config.spoolBytes());
  }

  static RecordingConfig recording(HubConfig config) {
    return new RecordingConfig(
        config.recordings().stream()
            .map(one -> new Directory(one.path(), one.maxBytes(), one.keepFreeBytes()))
            .toList(),
        config.villageZone());
  }

  static AnalyticsConfig analytics(HubConfig config) {
    return AnalyticsConfig.in(
            config.dataDir(),
            config.villageZone(),
            config.analysis().threads(),
            config.analysis().decodePercent() / 100.0)
        .withModel(config.analysis().model());
  }

  static AlertsConfig alerts(HubConfig config) {
    return AlertsConfig.of(config.dataDir(), config.villageZone());
  }

  static DashboardConfig dashboard(HubConfig config) {
    return new DashboardConfig(
        config.http().host(), config.http().port(), config.villageZone(), config.secureCookies());
  }
}
