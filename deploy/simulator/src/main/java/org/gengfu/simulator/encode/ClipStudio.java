package org.gengfu.simulator.encode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.gengfu.simulator.clip.Clip;
import org.gengfu.simulator.clip.ClipFile;
import org.gengfu.simulator.scene.Film;
import org.gengfu.simulator.scene.Scenery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Films the village: draws and encodes each scenery once, and keeps the clips on disk. */
public final class ClipStudio {
  private static final Logger log = LoggerFactory.getLogger(ClipStudio.class);
  private static final int GOP_SECONDS = 2;
  private static final int BITS_PER_SECOND = 320_000;

  private final Path cache;
  private final int threads;

  /**
   * @param cache directory of the clips, made when missing
   * @param threads how many sceneries are drawn at once
   */
  public ClipStudio(Path cache, int threads) {
    this.cache = cache;
    this.threads = threads;
  }

  /**
   * The clips of these sceneries by the names of their films; from disk where they are there.
   * Blocks until all are.
   *
   * @throws UncheckedIOException when a clip can't be written
   */
  public Map<Scenery, Map<String, Clip>> shoot(Collection<Scenery> sceneries) {
    ExecutorService workers = Executors.newFixedThreadPool(threads, ClipStudio::worker);
    try {
      Map<Scenery, CompletableFuture<Map<String, Clip>>> running = new EnumMap<>(Scenery.class);
      for (Scenery scenery : sceneries) {
        running.put(scenery, CompletableFuture.supplyAsync(() -> clips(scenery), workers));
      }
      Map<Scenery, Map<String, Clip>> done = new EnumMap<>(Scenery.class);
      running.forEach((scenery, clips) -> done.put(scenery, clips.join()));
      return done;
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      workers.shutdownNow();
    }
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "clip-studio");
    thread.setDaemon(true);
    return thread;
  }

  private Map<String, Clip> clips(Scenery scenery) {
    return cached(scenery).orElseGet(() -> make(scenery));
  }

  private Optional<Map<String, Clip>> cached(Scenery scenery) {
    Map<String, Clip> found = new LinkedHashMap<>();
    for (String name : scenery.filmNames()) {
      ClipFile.read(file(scenery, name)).ifPresent(clip -> found.put(name, clip));
    }
    return found.size() == scenery.filmNames().size() ? Optional.of(found) : Optional.empty();
  }

  private Map<String, Clip> make(Scenery scenery) {
    long begin = System.nanoTime();
    Map<String, Clip> made = new LinkedHashMap<>();
    for (Map.Entry<String, Film> film : scenery.films().entrySet()) {
      Clip clip =
          ClipEncoder.encode(
              film.getValue(), GOP_SECONDS * film.getValue().framesPerSecond(), BITS_PER_SECOND);
      made.put(film.getKey(), clip);
      write(file(scenery, film.getKey()), clip);
    }
    log.info("{} filmed in {} ms", scenery, (System.nanoTime() - begin) / 1_000_000);
    return made;
  }

  private static void write(Path file, Clip clip) {
    try {
      ClipFile.write(file, clip);
    } catch (IOException e) {
      throw new UncheckedIOException("the clip can't be kept in " + file, e);
    }
  }

  private Path file(Scenery scenery, String film) {
    String content =
        String.join(
            "/",
            String.valueOf(Scenery.VERSION),
            scenery.name(),
            film,
            String.valueOf(Scenery.WIDTH),
            String.valueOf(Scenery.HEIGHT),
            String.valueOf(Scenery.FRAMES_PER_SECOND),
            String.valueOf(GOP_SECONDS),
            String.valueOf(BITS_PER_SECOND));
    return cache.resolve(hash(content) + ".clip");
  }

  private static String hash(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
