package org.gengfu.simulator.scene;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gengfu.core.geometry.Polygon;

/** The places that can be filmed, each in one light. */
public enum Scenery {
  /** A car is parked before the ancestral hall. */
  HALL_SQUARE(33_120),
  /** Rubbish is dumped in the back lane. */
  BACK_LANE(41_460),
  /** Somebody walks about where the water is deep. */
  RIVER_BANK(34_200),
  STREET_MORNING(32_210),
  STREET_NIGHT(77_820),
  MARKET(40_080),
  RIVER_DAY(32_400),
  RIVER_DUSK(65_430),
  SCHOOL(43_215),
  SCHOOL_CLOUDY(30_110),
  CROSSROAD_RAIN(50_700),
  CROSSROAD_NIGHT(72_350),
  CAR_PARK(57_600);

  /** Counts up with every change of what is drawn, so that no older clip is taken for it. */
  public static final int VERSION = 4;

  public static final int WIDTH = 640;
  public static final int HEIGHT = 360;
  public static final int FRAMES_PER_SECOND = 10;

  /** Name of the only film of a place where nothing happens. */
  public static final String LOOP = "loop";

  private static final double LOOP_SECONDS = 20;
  private static final String DATE = "2026-11-22";

  /** Second of the day at which its films begin, for the clock in the picture. */
  private final int firstSecond;

  Scenery(int firstSecond) {
    this.firstSecond = firstSecond;
  }

  private Place place() {
    return switch (this) {
      case HALL_SQUARE -> new HallSquare();
      case BACK_LANE -> new BackLane();
      case RIVER_BANK -> new RiverBank();
      case STREET_MORNING, STREET_NIGHT -> new MainStreet();
      case MARKET -> new Market();
      case RIVER_DAY, RIVER_DUSK -> new RiverPath();
      case SCHOOL, SCHOOL_CLOUDY -> new SchoolGate();
      case CROSSROAD_RAIN, CROSSROAD_NIGHT -> new Crossroad();
      case CAR_PARK -> new CarPark();
    };
  }

  private Light light() {
    return switch (this) {
      case HALL_SQUARE, STREET_MORNING, RIVER_DAY, RIVER_BANK -> Light.MORNING;
      case BACK_LANE, MARKET, SCHOOL -> Light.NOON;
      case CAR_PARK -> Light.AFTERNOON;
      case RIVER_DUSK -> Light.DUSK;
      case STREET_NIGHT, CROSSROAD_NIGHT -> Light.NIGHT;
      case SCHOOL_CLOUDY -> Light.CLOUDY;
      case CROSSROAD_RAIN -> Light.RAIN;
    };
  }

  /** Whether something happens here: there are four films, idle, arrival, after and departure. */
  public boolean scripted() {
    return place() instanceof Story;
  }

  /** The names of its films. */
  public List<String> filmNames() {
    return scripted() ? List.of("idle", "arrival", "after", "departure") : List.of(LOOP);
  }

  /** Its films by name, in order. Draws the place first, which takes some tenths of a second. */
  public Map<String, Film> films() {
    Place drawn = place();
    Setting setting = Setting.of(drawn.stage(), drawn.lens(WIDTH, HEIGHT), light());
    Map<String, Film> films = new LinkedHashMap<>();
    if (drawn instanceof Story story) {
      films.put("idle", film(setting, drawn, story.idle()));
      films.put("arrival", film(setting, drawn, story.arrival()));
      films.put("after", film(setting, drawn, story.after()));
      films.put("departure", film(setting, drawn, story.departure()));
    } else {
      List<Actor> traffic = drawn.traffic(LOOP_SECONDS, light());
      films.put(LOOP, film(setting, drawn, new Story.Chapter(LOOP_SECONDS, traffic)));
    }
    return films;
  }

  private Film film(Setting setting, Place drawn, Story.Chapter chapter) {
    OnScreen onScreen = new OnScreen(drawn.name(), DATE, firstSecond);
    return new PlaceFilm(setting, chapter.actors(), onScreen, chapter.seconds(), FRAMES_PER_SECOND);
  }

  /** What should be kept free here, in the picture. */
  public Polygon zone() {
    Lens lens = place().lens(WIDTH, HEIGHT);
    List<List<Double>> corners = new ArrayList<>();
    for (double[] corner : place().zone()) {
      double x = lens.pixelX(corner[0], 0, corner[1]) / WIDTH;
      double y = lens.pixelY(0, corner[1]) / HEIGHT;
      corners.add(List.of(rounded(x), rounded(y)));
    }
    return Polygon.ofPairs(corners);
  }

  private static double rounded(double share) {
    return Math.round(Math.max(0, Math.min(1, share)) * 1000) / 1000.0;
  }
}
