package org.gengfu.ingest.mqtt;

import java.nio.file.Path;

/**
 * Where readings wait for the database.
 *
 * @param folder of the spool's files; made when missing
 * @param maxBytes bound of all files together; past it nothing is acknowledged until the database
 *     takes readings again
 */
public record SpoolConfig(Path folder, long maxBytes) {
  /** 1 GiB: some 14 million readings. */
  public static final long DEFAULT_MAX_BYTES = 1L << 30;

  private static final long LEAST_BYTES = 64 * 1024;

  public SpoolConfig {
    if (maxBytes < LEAST_BYTES) {
      throw new IllegalArgumentException("a spool has 64 KiB at least, not " + maxBytes + " bytes");
    }
  }
}
