package org.gengfu.analytics.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gengfu.analytics.detect.ObjectDetector;
import org.gengfu.analytics.evaluation.SceneTruth.Truth;
import org.gengfu.analytics.offline.AnalyzedEvent;
import org.gengfu.analytics.offline.SceneFile;
import org.gengfu.analytics.offline.UnjudgedSpan;
import org.gengfu.analytics.offline.VideoAnalysis;
import org.gengfu.core.media.Hindrance;
import org.jspecify.annotations.Nullable;

/**
 * A folder of scenes, judged and scored.
 *
 * @param clips by name
 */
public record Evaluation(List<Clip> clips) {
  private static final String VIDEO = ".mp4";
  private static final int MAX_CLIPS = 1_000;

  /** Name under which clips without any disturbance are counted. */
  static final String UNDISTURBED = "none";

  public Evaluation {
    clips = List.copyOf(clips);
  }

  /**
   * One scene.
   *
   * @param name of its files
   * @param video the video
   * @param scene its zones and masks
   * @param truth what really happens in it
   * @param events what was raised
   * @param length of the video
   * @param score events against truth
   * @param unjudged when it was said that it can't be judged, the learning at the start included
   */
  public record Clip(
      String name,
      Path video,
      SceneFile scene,
      SceneTruth truth,
      List<AnalyzedEvent> events,
      Duration length,
      SceneScore score,
      List<UnjudgedSpan> unjudged) {
    public Clip {
      events = List.copyOf(events);
      unjudged = List.copyOf(unjudged);
    }

    /** Seconds in which some zone could not be judged, the learning at the start left out. */
    public double unjudgedSeconds() {
      return Unjudged.seconds(unjudged);
    }

    /** Why a truth could not be judged when it was due, as far as that was said; else null. */
    @Nullable Hindrance said(Truth truth) {
      return Unjudged.at(unjudged, truth.zone(), truth.due());
    }
  }

  /**
   * Judges every {@code NAME.mp4} with a {@code NAME.json} in a folder.
   *
   * @param folder holds the scenes
   * @param detector is asked about candidates; null for none
   * @param progress hears of each scene when it is done
   * @throws IOException when the folder holds no scene, or one can't be read
   */
  public static Evaluation run(
      Path folder, @Nullable ObjectDetector detector, Consumer<Clip> progress) throws IOException {
    List<Clip> clips = new ArrayList<>();
    for (Path video : videos(folder)) {
      Clip clip = judge(video, detector);
      progress.accept(clip);
      clips.add(clip);
    }
    return new Evaluation(clips);
  }

  private static List<Path> videos(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> videos =
          files
              .filter(file -> file.toString().endsWith(VIDEO) && Files.exists(truthFile(file)))
              .sorted()
              .limit(MAX_CLIPS + 1)
              .toList();
      if (videos.isEmpty() || videos.size() > MAX_CLIPS) {
        throw new IOException(
            folder
                + ": 1 to "
                + MAX_CLIPS
                + " scenes are needed, each a NAME.mp4 with a NAME.json");
      }
      return videos;
    } catch (NotDirectoryException file) {
      throw new IOException(folder + ": not a folder", file);
    }
  }

  private static Path truthFile(Path video) {
    return video.resolveSibling(name(video) + ".json");
  }

  private static String name(Path video) {
    String file = String.valueOf(video.getFileName());
    return file.substring(0, file.length() - VIDEO.length());
  }

  private static Clip judge(Path video, @Nullable ObjectDetector detector) throws IOException {
    SceneFile scene = SceneFile.read(truthFile(video));
    SceneTruth truth = SceneTruth.read(truthFile(video));
    List<AnalyzedEvent> events = new ArrayList<>();
    VideoAnalysis.Summary summary = VideoAnalysis.run(video, scene, detector, events::add);
    return new Clip(
        name(video),
        video,
        scene,
        truth,
        events,
        summary.length(),
        SceneScore.of(truth.truths(), events),
        summary.unjudged());
  }

  /** All together. */
  public Figures total() {
    return Figures.of(clips.stream().map(Clip::score).toList());
  }

  /** Misses while it was said that nothing can be judged: those that were not silent. */
  public long saidMisses() {
    return clips.stream()
        .mapToLong(
            clip -> clip.score().missed().stream().filter(one -> clip.said(one) != null).count())
        .sum();
  }

  /** By type of event. */
  public Map<String, Figures> byType() {
    TreeSet<String> types = new TreeSet<>();
    for (Clip clip : clips) {
      clip.truth().truths().forEach(truth -> types.add(truth.type()));
      clip.events().forEach(event -> types.add(event.type().code()));
    }
    Map<String, Figures> figures = new TreeMap<>();
    types.forEach(type -> figures.put(type, Figures.ofType(type, clips)));
    return figures;
  }

  /**
   * By what disturbs the scene, the weakest first; one with two disturbances counts for both, one
   * without any for {@value #UNDISTURBED}.
   */
  public Map<String, Figures> byDisturbance() {
    Map<String, List<SceneScore>> scores = new TreeMap<>();
    for (Clip clip : clips) {
      Set<String> kinds = new LinkedHashSet<>(clip.truth().disturbances());
      for (String kind : kinds.isEmpty() ? Set.of(UNDISTURBED) : kinds) {
        scores.computeIfAbsent(kind, any -> new ArrayList<>()).add(clip.score());
      }
    }
    Map<String, Figures> figures = new TreeMap<>();
    scores.forEach((kind, of) -> figures.put(kind, Figures.of(of)));
    Map<String, Figures> weakestFirst = new LinkedHashMap<>();
    figures.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Figures.WEAKEST_FIRST))
        .forEach(row -> weakestFirst.put(row.getKey(), row.getValue()));
    return weakestFirst;
  }
}
