package org.gengfu.ingest.recording;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where recordings are kept.
 *
 * @param directories one a disk, at least one
 * @param zone the village's time zone, for schedules
 */
public record RecordingConfig(List<Directory> directories, ZoneId zone) {
  /** What stays free on a disk unless said otherwise: this share, and never more than that. */
  static final double DEFAULT_FREE_SHARE = 0.05;

  static final long MOST_DEFAULT_FREE_BYTES = 20_000_000_000L;

  public RecordingConfig {
    directories = List.copyOf(directories);
    if (directories.isEmpty()) {
      throw new IllegalArgumentException("recordings need one directory at least");
    }
  }

  /**
   * One disk.
   *
   * @param path absolute
   * @param maxBytes bound of the recordings there; null for what the disk has
   * @param keepFreeBytes what must stay free; null for 5 % of the disk, 20 GB at most
   */
  public record Directory(Path path, @Nullable Long maxBytes, @Nullable Long keepFreeBytes) {}
}
