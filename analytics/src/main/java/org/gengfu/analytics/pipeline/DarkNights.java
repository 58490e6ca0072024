package org.gengfu.analytics.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.gengfu.core.media.Hindrance;
import org.gengfu.core.media.Sight;
import org.gengfu.core.media.Sight.ZoneSight;
import org.jspecify.annotations.Nullable;

/**
 * At which hours one camera, or a zone of it, was too dark on earlier nights. A place that is dark
 * every night is a fact of the place and is told once; a lamp that goes out is told on its first
 * night. Kept over restarts. For one thread.
 */
final class DarkNights {
  /** What was not dark for so many nights is told anew. */
  static final int REMEMBERED_NIGHTS = 7;

  /** A whole camera, among the ids of its zones. */
  private static final String CAMERA = "*";

  private static final int HOURS = 24;

  /** A line of a zone takes 250 bytes at most. */
  private static final long MOST_BYTES = 1 << 20;

  private final Path file;
  private final ZoneId village;
  private final Duration counts;
  private final CameraLog log;
  private @Nullable Map<String, Hours> places;

  /** The hours of one place: for each the last night that was dark then, tonight left out. */
  private static final class Hours {
    private final long[] nights = new long[HOURS];
    private long tonight;
    private int dark;

    /** Nights are told apart by noon: they have a number, and are compared with the present one. */
    private void turnTo(long night) {
      if (night == tonight) {
        return;
      }
      for (int hour = 0; hour < HOURS; hour++) {
        if ((dark & 1 << hour) != 0) {
          nights[hour] = tonight;
        }
      }
      tonight = night;
      dark = 0;
    }

    /** Dusk moves: the hours before and after count, too. */
    private boolean usual(int hour) {
      return before(hour) || before((hour + 1) % HOURS) || before((hour + HOURS - 1) % HOURS);
    }

    private boolean before(int hour) {
      return nights[hour] < tonight && nights[hour] >= tonight - REMEMBERED_NIGHTS;
    }

    private boolean worthKeeping() {
      return dark != 0 || IntStream.range(0, HOURS).anyMatch(this::before);
    }
  }

  /**
   * @param village time zone of the nights
   * @param counts darkness that lasts for less is not remembered
   */
  DarkNights(String cameraId, Path stateDirectory, ZoneId village, Duration counts, CameraLog log) {
    this.file = stateDirectory.resolve(cameraId + ".nights");
    this.village = village;
    this.counts = counts;
    this.log = log;
  }

  /**
   * Takes note of what is too dark, and leaves that out which was so at this hour before.
   *
   * @return how it stands but for darkness that is usual
   */
  Sight unusual(Sight sight, Instant now) {
    if (sight.worst() != Hindrance.DARK) {
      return sight; // Of several hindrances of zones a plainer one is told, whatever is dark.
    }
    if (sight.hindrance() == Hindrance.DARK) {
      return usual(CAMERA, sight.since(), now) ? new Sight(null, null, List.of()) : sight;
    }
    List<ZoneSight> rest = new ArrayList<>();
    for (ZoneSight zone : sight.zones()) {
      if (zone.hindrance() != Hindrance.DARK || !usual(zone.zoneId(), zone.since(), now)) {
        rest.add(zone);
      }
    }
    return new Sight(null, null, rest);
  }

  private boolean usual(String place, @Nullable Instant since, Instant now) {
    LocalDateTime local = LocalDateTime.ofInstant(now, village);
    long night = local.minusHours(HOURS / 2).toLocalDate().toEpochDay();
    Hours whole = hours(CAMERA, night);
    Hours own = hours(place, night);
    int hour = local.getHour();
    boolean lasted = since != null && !now.isBefore(since.plus(counts));
    if (lasted && (own.dark & 1 << hour) == 0) {
      own.dark |= 1 << hour;
      save();
    }
    return own.usual(hour) || whole.usual(hour);
  }

  private Hours hours(String place, long night) {
    Map<String, Hours> all = places;
    if (all == null) {
      all = load();
      places = all;
    }
    Hours hours = all.computeIfAbsent(place, unknown -> new Hours());
    hours.turnTo(night);
    return hours;
  }

  private Map<String, Hours> load() {
    try {
      Map<String, Hours> all = new TreeMap<>();
      if (Files.exists(file) && Files.size(file) <= MOST_BYTES) {
        Files.readAllLines(file, UTF_8).forEach(line -> read(line, all));
      }
      return all;
    } catch (IOException | IllegalArgumentException failure) {
      log.warn("its dark nights are learned anew", failure);
      return new TreeMap<>();
    }
  }

  private static void read(String line, Map<String, Hours> into) {
    String[] words = line.split(" ", -1);
    if (words.length != HOURS + 3) {
      throw new IllegalArgumentException("no nights: " + line);
    }
    Hours hours = new Hours();
    hours.tonight = Long.parseLong(words[1]);
    hours.dark = Integer.parseInt(words[2]);
    Arrays.setAll(hours.nights, hour -> Long.parseLong(words[hour + 3]));
    into.put(words[0], hours);
  }

  private void save() {
    List<String> lines = new ArrayList<>();
    Map<String, Hours> all = places == null ? Map.of() : places;
    all.forEach(
        (place, hours) -> {
          if (hours.worthKeeping()) {
            StringBuilder line = new StringBuilder(place + " " + hours.tonight + " " + hours.dark);
            Arrays.stream(hours.nights).forEach(night -> line.append(' ').append(night));
            lines.add(line.toString());
          }
        });
    try {
      Path aside = file.resolveSibling(file.getFileName() + ".new");
      Files.write(aside, lines, UTF_8);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      log.warn("its dark nights could not be saved", failure);
    }
  }

  /** The camera is deleted. */
  void forget() {
    places = null;
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      log.warn("its dark nights could not be deleted", failure);
    }
  }
}
