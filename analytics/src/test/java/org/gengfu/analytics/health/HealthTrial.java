package org.gengfu.analytics.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gengfu.analytics.decode.UnreadableVideoException;
import org.gengfu.core.cases.FaultKind;

/**
 * Shows clips of healthy cameras for an hour each, tells what was suspected, and then breaks the
 * camera in every way. Not a test: run it by hand, with folders or videos as arguments.
 */
public final class HealthTrial {
  private HealthTrial() {}

  /** Entry. */
  public static void main(String[] arguments) throws IOException, UnreadableVideoException {
    for (String argument : arguments) {
      try (Stream<Path> files = Files.walk(Path.of(argument))) {
        for (Path video :
            files.filter(file -> file.toString().endsWith(".mp4")).sorted().toList()) {
          judge(video);
        }
      }
    }
  }

  private static void judge(Path video) throws UnreadableVideoException {
    Clip clip = Clip.of(video);
    PictureHealth health = new PictureHealth(kind -> false, null);
    System.out.println(
        video.getFileName() + " healthy: " + clip.suspicions(health, Duration.ofHours(1)));
    byte[] learned = health.save();
    Map<FaultKind, List<Clip.Change>> faults = new LinkedHashMap<>();
    faults.put(FaultKind.FROZEN_PICTURE, List.of(Clip.frozen(0), Clip.frozen(2)));
    faults.put(FaultKind.BLACK_PICTURE, List.of(clip.flat(18, 2)));
    faults.put(FaultKind.OVER_EXPOSED, List.of(clip.flat(250, 1), clip.gain(3, 120)));
    faults.put(
        FaultKind.COVERED_LENS, List.of(clip.covered(0.6), clip.covered(1), clip.flat(90, 1)));
    faults.put(FaultKind.BLURRED, List.of(clip.blurred(1), clip.blurred(4)));
    faults.put(
        FaultKind.SCENE_MOVED,
        List.of(clip.shifted(16, 0), clip.shifted(-40, 10), clip.shifted(0, 12)));
    faults.forEach(
        (kind, ways) -> {
          for (int way = 0; way < ways.size(); way++) {
            PictureHealth broken = new PictureHealth(none -> false, learned);
            clip.show(broken, Duration.ofMinutes(2), Clip.AS_IT_IS);
            clip.show(broken, Duration.ofMinutes(12), ways.get(way));
            StringBuilder open = new StringBuilder();
            broken
                .kinds()
                .forEach(
                    each ->
                        open.append(
                            broken.open(each) ? " " + each.code() + broken.details(each) : ""));
            clip.show(broken, Duration.ofMinutes(5), Clip.AS_IT_IS);
            StringBuilder left = new StringBuilder();
            broken.kinds().forEach(each -> left.append(broken.open(each) ? " " + each.code() : ""));
            System.out.println(
                (broken.kinds() != null && open.toString().contains(kind.code()) ? "  " : "! ")
                    + kind.code()
                    + " #"
                    + way
                    + " found:"
                    + open
                    + (left.isEmpty() ? "" : "; still open:" + left));
          }
        });
    speed(clip);
  }

  private static void speed(Clip clip) {
    PictureHealth health = new PictureHealth(kind -> false, null);
    clip.show(health, Duration.ofMinutes(60), Clip.AS_IT_IS);
    var threads = java.lang.management.ManagementFactory.getThreadMXBean();
    long begun = threads.getCurrentThreadCpuTime();
    clip.show(health, Duration.ofMinutes(60), Clip.AS_IT_IS);
    System.out.printf(
        "  %.0f µs of processor time a picture%n",
        (threads.getCurrentThreadCpuTime() - begun) / 1_800e3);
  }
}
