package org.gengfu.hub.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gengfu.core.recording.Segment;
import org.gengfu.core.recording.SegmentStore;
import org.gengfu.core.storage.Database;
import org.gengfu.core.storage.DatabaseConfig;
import org.gengfu.hub.bench.PlayedFiles.Recorded;
import org.gengfu.ingest.recording.Verification;
import org.gengfu.ingest.recording.Verification.Depth;
import org.gengfu.ingest.recording.Verification.Options;
import org.gengfu.ingest.recording.Verification.Summary;
import org.jspecify.annotations.Nullable;

/**
 * What SIGKILL costs while 80 cameras are recorded: how much of what was received is missing after
 * the next start, and whether every file plays.
 */
final class RecordKillBenchmark implements Benchmark {
  private static final int CAMERAS = 80;
  private static final int KILLS = 20;
  private static final double START_SECONDS = 90;
  private static final int LEAST_MILLIS = 6_000;
  private static final int SPREAD_MILLIS = 4_000;
  private static final int SECONDS_A_KILL = 120;
  private static final int PAGE = 500;
  private static final int MOST_TOLD = 10;

  /** What the kills have cost. */
  private static final class Losses {
    private int judged;
    private long wholeFragments;
    private int mostWhole;
    private double mostSeconds;
  }

  @Override
  public String name() {
    return "record-kill";
  }

  @Override
  public String about() {
    return "SIGKILL while recording " + CAMERAS + " cameras, " + KILLS + " times: what is lost";
  }

  @Override
  public List<Figure> run(Workplace workplace) throws IOException, InterruptedException {
    int cameras = workplace.scale().cameras(CAMERAS);
    int kills = Integer.getInteger("gengfu.bench.kills", KILLS);
    List<String> urls = StreetCameras.start(workplace, cameras, (double) kills * SECONDS_A_KILL);
    return measure(workplace, urls, kills);
  }

  /** Records these cameras and kills the recorder this many times. */
  static List<Figure> measure(Workplace workplace, List<String> urls, int kills)
      throws IOException, InterruptedException {
    int cameras = urls.size();
    Random random = new Random(kills);
    Losses losses = new Losses();
    @Nullable Witness witness = null;
    int leastReceiving = cameras;
    for (int kill = 0; kill < kills; kill++) {
      RecordingProcess process = RecordingProcess.start(workplace, urls);
      if (witness != null) {
        judge(witness, process.lastFragments(), cameras, losses);
      }
      leastReceiving = Math.min(leastReceiving, process.awaitReceiving(cameras, START_SECONDS));
      Thread.sleep(LEAST_MILLIS + random.nextInt(SPREAD_MILLIS));
      process.kill();
      witness = process.witness();
    }
    RecordingProcess last = RecordingProcess.start(workplace, urls);
    if (witness != null) {
      judge(witness, last.lastFragments(), cameras, losses);
    }
    last.end();
    return figures(workplace, last.recordings(), cameras, kills, leastReceiving, losses);
  }

  /** Compares what was received up to the kill with what the next start found on disk. */
  private static void judge(
      Witness witness, Map<String, Long> lastFragments, int cameras, Losses losses) {
    for (int n = 0; n < cameras; n++) {
      Witness.Received received = witness.received(n);
      Long onDisk = lastFragments.get(RecordingReceiver.id(n));
      List<Long> keyframes = received.keyframesMillis();
      if (keyframes.get(1) == 0) {
        continue;
      }
      losses.judged++;
      // Keyframe 0 began the group that was being received; 1 the last one that was complete.
      int found = onDisk == null ? keyframes.size() : keyframes.indexOf(onDisk);
      int whole = found < 0 ? keyframes.size() : Math.max(0, found - 1);
      losses.wholeFragments += whole;
      losses.mostWhole = Math.max(losses.mostWhole, whole);
      if (whole > 1) {
        System.err.printf(
            "camera %d: on disk up to %s, received %s and units up to %d%n",
            n, onDisk, keyframes, received.lastUnitMillis());
      }
      int firstLost = Math.max(0, Math.min(found, keyframes.size()) - 1);
      losses.mostSeconds =
          Math.max(
              losses.mostSeconds, (received.lastUnitMillis() - keyframes.get(firstLost)) / 1_000.0);
    }
  }

  private static List<Figure> figures(
      Workplace workplace,
      Path recordings,
      int cameras,
      int kills,
      int leastReceiving,
      Losses losses)
      throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.atLeast("cameras recorded at each kill", leastReceiving, "", cameras));
    figures.add(
        Figure.atLeast("kills times cameras judged", losses.judged, "", (double) kills * cameras));
    figures.add(
        Figure.atMost("fragments lost behind the last one written, most", losses.mostWhole, "", 1));
    figures.add(
        Figure.stated(
            "complete fragments lost while being written", (double) losses.wholeFragments, ""));
    figures.add(Figure.stated("received but not on disk, most", losses.mostSeconds, "s"));
    List<Recorded> files = new ArrayList<>();
    DatabaseConfig config = DatabaseConfig.embedded(workplace.scratch().resolve("data"));
    try (Database database = new Database(config, new SimpleMeterRegistry(), Clock.systemUTC())) {
      database.start();
      Options options = new Options(Depth.PICTURES, false, false);
      Summary summary =
          new Verification(database.segments(), Clock.systemUTC(), options, System.err::println)
              .run(List.of(recordings));
      figures.add(Figure.atMost("files that disagree with the index", summary.found(), "", 0));
      files.addAll(files(database.segments(), recordings));
    }
    figures.add(Figure.stated("files", files.size(), ""));
    figures.add(played("ffprobe", PlayedFiles.badInFfprobe(workplace, files)));
    figures.add(played("Chromium", PlayedFiles.badInChromium(workplace, files)));
    return figures;
  }

  private static Figure played(String player, List<String> bad) {
    bad.stream().limit(MOST_TOLD).forEach(System.err::println);
    return Figure.atMost("files that don't play in " + player, bad.size(), "", 0);
  }

  private static List<Recorded> files(SegmentStore store, Path recordings) {
    List<Recorded> files = new ArrayList<>();
    for (SegmentStore.Disk disk : store.disks()) {
      String after = "";
      List<SegmentStore.Row> page;
      do {
        page = store.page(disk.id(), after, PAGE);
        for (SegmentStore.Row row : page) {
          Segment segment = row.segment();
          after = segment.key().path();
          long units = row.fragments().stream().mapToLong(one -> one.duration()).sum();
          files.add(
              new Recorded(
                  recordings.resolve(after),
                  segment.codecs(),
                  Duration.ofNanos(units * 100_000 / 9).toNanos() / 1e9));
        }
      } while (page.size() == PAGE);
    }
    return files;
  }
}
