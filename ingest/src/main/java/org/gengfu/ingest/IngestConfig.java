package org.gengfu.ingest;

import java.nio.file.Path;
import org.gengfu.ingest.mqtt.SpoolConfig;
import org.gengfu.ingest.rtsp.RtspLimits;

/**
 * How ingest runs; the cameras and sensors themselves are in the village's configuration.
 *
 * @param eventLoops threads that receive all cameras; one takes some hundred
 * @param pictureBytesPerCamera bound of the encoded pictures kept in memory of each of a camera's
 *     streams, so that a new viewer has one at once
 * @param mediaDirectory the only place from which cameras with {@code file:} addresses are read
 * @param transcoders most streams encoded anew at a time, for browsers that can't play them
 * @param rtsp what one host is asked to bear
 * @param spool where readings wait for the database
 */
public record IngestConfig(
    int eventLoops,
    int pictureBytesPerCamera,
    Path mediaDirectory,
    int transcoders,
    RtspLimits rtsp,
    SpoolConfig spool) {
  /** 8 MiB: four seconds of 4K. */
  public static final int DEFAULT_PICTURE_BYTES = 8 << 20;

  private static final String SPOOL = "sensors/spool";
  private static final int MAX_LOOPS = 64;

  public IngestConfig {
    if (eventLoops < 1 || eventLoops > MAX_LOOPS) {
      throw new IllegalArgumentException("event loops: 1 to " + MAX_LOOPS + ", not " + eventLoops);
    }
    if (pictureBytesPerCamera < 0) {
      throw new IllegalArgumentException("picture bytes per camera: 0 or more");
    }
  }

  /**
   * What suits the machine.
   *
   * @param dataDirectory where the hub keeps what must survive
   * @param transcoders most streams encoded anew at a time
   * @param rtsp what one host is asked to bear
   * @param spoolBytes bound of the readings that wait on disk for the database
   */
  public static IngestConfig standard(
      Path dataDirectory, int transcoders, RtspLimits rtsp, long spoolBytes) {
    int loops = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));
    return new IngestConfig(
        loops,
        DEFAULT_PICTURE_BYTES,
        dataDirectory.resolve("media"),
        transcoders,
        rtsp,
        new SpoolConfig(dataDirectory.resolve(SPOOL), spoolBytes));
  }
}
