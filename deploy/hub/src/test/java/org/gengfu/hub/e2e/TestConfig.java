package org.gengfu.hub.e2e;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.gengfu.hub.config.HubConfig;
import org.gengfu.hub.config.HubConfig.Address;
import org.gengfu.hub.config.HubConfig.Analysis;
import org.gengfu.hub.config.HubConfig.Broker;
import org.gengfu.hub.config.HubConfig.RecordingDirectory;
import org.gengfu.ingest.av.Transcoders;
import org.gengfu.ingest.rtsp.RtspLimits;
import org.jspecify.annotations.Nullable;

/** How a hub of a test is configured. */
final class TestConfig {
  private static final int PICTURE_BYTES_A_CAMERA = 1 << 24;

  private TestConfig() {}

  /** A hub on free ports of the loopback interface, with all its files under this directory. */
  static HubConfig under(Path directory, @Nullable Broker broker) {
    Address anyPort = new Address("127.0.0.1", 0);
    return new HubConfig(
        directory.resolve("hub"),
        ZoneId.of("Asia/Shanghai"),
        anyPort,
        false,
        anyPort,
        null,
        broker,
        PICTURE_BYTES_A_CAMERA,
        new Analysis(1, 0, null),
        Transcoders.DEFAULT_MAX,
        RtspLimits.STANDARD,
        List.of(new RecordingDirectory(directory.resolve("recordings"), null, null)),
        null);
  }
}
