package org.gengfu.analytics;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.gengfu.analytics.pipeline.PipelineConfig;
import org.jspecify.annotations.Nullable;

/**
 * How analytics runs.
 *
 * @param directory keeps what must outlive a restart
 * @param workers threads that decode and judge
 * @param idleDecoders decoders kept open, one for each format that cameras send
 * @param decodeCores processor time a second that keyframes and active cameras share, in cores
 * @param saveEvery how often a scene that has changed is saved
 * @param retryEvery how often observations that were not kept are told again
 * @param village time zone of the zones' hours
 * @param model a YOLOX network as ONNX, for a second opinion on candidates; null for none
 */
public record AnalyticsConfig(
    Path directory,
    int workers,
    int idleDecoders,
    double decodeCores,
    Duration saveEvery,
    Duration retryEvery,
    ZoneId village,
    @Nullable Path model) {
  private static final int IDLE_DECODERS = 12;

  /** Of each worker; the rest is for pictures that people ask for, and for writing. */
  private static final double DECODE_SHARE = 0.75;

  private static final Duration SAVE_EVERY = Duration.ofMinutes(1);
  private static final Duration RETRY_EVERY = Duration.ofSeconds(5);

  /**
   * What fits most machines: half the cores, as receiving, the database and the pages want some
   * too.
   *
   * @param dataDirectory of the hub; ours is {@code analytics} within it
   * @param village time zone of the village
   */
  public static AnalyticsConfig in(Path dataDirectory, ZoneId village) {
    return in(dataDirectory, village, 0, 0);
  }

  /**
   * With what an admin has set.
   *
   * @param dataDirectory of the hub
   * @param village time zone of the village
   * @param workers threads; 0 for what fits the machine
   * @param decodeCores the decode budget; 0 for three quarters of the threads
   */
  public static AnalyticsConfig in(
      Path dataDirectory, ZoneId village, int workers, double decodeCores) {
    int threads = workers > 0 ? workers : standardWorkers();
    return new AnalyticsConfig(
        dataDirectory.resolve("analytics"),
        threads,
        IDLE_DECODERS,
        decodeCores > 0 ? decodeCores : DECODE_SHARE * threads,
        SAVE_EVERY,
        RETRY_EVERY,
        village,
        null);
  }

  /** The same with a model. */
  public AnalyticsConfig withModel(@Nullable Path network) {
    return new AnalyticsConfig(
        directory, workers, idleDecoders, decodeCores, saveEvery, retryEvery, village, network);
  }

  private static int standardWorkers() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  Path sensorRules() {
    return directory.resolve("sensor-rules.json");
  }

  Path jointRules() {
    return directory.resolve("joint-rules.json");
  }

  PipelineConfig pipeline() {
    return new PipelineConfig(
        directory, workers, idleDecoders, decodeCores, saveEvery, retryEvery, village);
  }
}
