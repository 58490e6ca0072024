package org.gengfu.hub.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gengfu.core.media.CameraState;
import org.gengfu.hub.bench.DeadCameras.Way;

/**
 * 80 cameras of which 30 % are dead in different ways: what the healthy ones lose, and how soon a
 * dead one streams after its return, when it was waited for the longest.
 */
final class DeadCamerasBenchmark implements Benchmark {
  private static final int CAMERAS = 80;
  private static final double DEAD_SHARE = 0.3;
  private static final double START_SECONDS = 60;
  private static final double DEAD_SECONDS = 40;
  private static final double BAR_SECONDS = 5;

  @Override
  public String name() {
    return "dead-cameras";
  }

  @Override
  public String about() {
    return CAMERAS + " cameras, 30 % dead: what the healthy lose, how soon a returning one streams";
  }

  @Override
  public List<Figure> run(Workplace workplace) throws IOException, InterruptedException {
    int cameras = workplace.scale().cameras(CAMERAS);
    int dead = (int) Math.round(cameras * DEAD_SHARE);
    int healthy = cameras - dead;
    double deadSeconds = workplace.scale().seconds(DEAD_SECONDS);
    double atMost = START_SECONDS + deadSeconds + dead * 2 * BAR_SECONDS + 60;
    BenchCameras server = BenchCameras.start(workplace, healthy, "sub.mp4", atMost);
    try (DeadCameras others = new DeadCameras(dead)) {
      List<String> urls = new ArrayList<>();
      for (int n = 1; n <= healthy; n++) {
        urls.add(server.url(n));
      }
      others.all().forEach(one -> urls.add(one.line()));
      ReceiverProcess receiver = ReceiverProcess.start(workplace, urls);
      double seconds = receiver.awaitStreaming(healthy, START_SECONDS);
      List<Figure> figures = new ArrayList<>();
      figures.add(
          Figure.atMost("all " + healthy + " healthy ones streaming", seconds, "s", START_SECONDS));
      Map<String, ReceiverProcess.Count> before = receiver.counts();
      long start = System.nanoTime();
      Thread.sleep((long) (deadSeconds * 1000));
      Map<Way, Double> slowest = returns(receiver, others, healthy);
      Map<String, ReceiverProcess.Count> after = receiver.counts();
      healthy(figures, before, after, healthy, (System.nanoTime() - start) / 1e9);
      slowest.forEach((way, worst) -> figures.add(figure(way, worst)));
      return figures;
    }
  }

  private static void healthy(
      List<Figure> figures,
      Map<String, ReceiverProcess.Count> before,
      Map<String, ReceiverProcess.Count> after,
      int healthy,
      double seconds) {
    long units = 0;
    long missing = 0;
    long lost = 0;
    long streaming = 0;
    for (int n = 1; n <= healthy; n++) {
      ReceiverProcess.Count then = before.get("cam-" + n);
      ReceiverProcess.Count now = after.get("cam-" + n);
      if (then != null && now != null) {
        units += now.units() - then.units();
        missing += now.missing();
        lost += now.lost();
        streaming += now.state() == CameraState.STREAMING ? 1 : 0;
      }
    }
    figures.add(
        Figure.atLeast("healthy ones streaming at the end", (double) streaming, "", healthy));
    figures.add(Figure.atMost("access units lost by healthy ones", (double) missing, "", 0));
    figures.add(Figure.atMost("packets lost by healthy ones", (double) lost, "", 0));
    figures.add(
        Figure.stated("access units a second and healthy camera", units / seconds / healthy, ""));
  }

  /** Lets one after another come back; gives the slowest of each way, infinite for never. */
  private static Map<Way, Double> returns(ReceiverProcess receiver, DeadCameras others, int healthy)
      throws IOException, InterruptedException {
    Map<Way, Double> slowest = new EnumMap<>(Way.class);
    for (int n = 0; n < others.all().size(); n++) {
      DeadCameras.Dead one = others.all().get(n);
      String id = "cam-" + (healthy + n + 1);
      one.comeBack();
      slowest.merge(one.way(), secondsToStream(receiver, id, 4 * BAR_SECONDS), Math::max);
    }
    return slowest;
  }

  private static double secondsToStream(ReceiverProcess receiver, String id, double patience)
      throws InterruptedException {
    long back = System.nanoTime();
    while ((System.nanoTime() - back) / 1e9 < patience) {
      ReceiverProcess.Standing standing = receiver.standing(id);
      if (standing != null && standing.state() == CameraState.STREAMING) {
        return Math.max(0, standing.sinceNanos() - back) / 1e9;
      }
      Thread.sleep(5);
    }
    return Double.POSITIVE_INFINITY;
  }

  private static Figure figure(Way way, double seconds) {
    String name =
        "back from " + way.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", streaming within";
    return Figure.atMost(name, seconds, "s", BAR_SECONDS);
  }
}
