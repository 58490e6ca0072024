package org.gengfu.simulator;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.gengfu.core.village.Duty;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Grid;
import org.gengfu.core.village.Location;
import org.gengfu.core.village.Worker;

/** The fictional village's grids, its grid workers and their roster. */
final class VillagePeople {
  /** The grids, in the order in which the sensors' park wants them. */
  static final List<String> GRID_IDS =
      List.of("grid-east", "grid-south", "grid-west", "grid-north");

  static final Location CENTRE = new Location(113.03, 23.15);

  private static final double DEGREES_PER_METRE_EAST = 1 / 102_360.0;
  private static final double DEGREES_PER_METRE_NORTH = 1 / 111_320.0;
  private static final Set<DayOfWeek> ALL_WEEK = EnumSet.allOf(DayOfWeek.class);

  // Metres east and north of the centre.
  private static final double[] EAST = {
    8, 20, 60, -100, 150, -190, 260, -290, 470, -380, 500, -60, 490, 260, 482, 290, 300, 290, 300,
    200, 90, 150, 8, 95
  };
  private static final double[] SOUTH = {
    8, 20, -20, -100, -95, -135, -140, -200, -260, -260, -470, -430, -260, -520, 60, -530, 300,
    -500, 470, -380, 260, -290, 150, -190, 60, -100
  };
  private static final double[] WEST = {
    8, 20, 8, 95, -150, 115, -250, 180, -420, 420, -530, 140, -520, -180, -470, -430, -260, -260,
    -140, -200, -95, -135, -20, -100
  };
  private static final double[] NORTH = {
    8, 95, 90, 150, 300, 200, 300, 290, 482, 290, 430, 490, 130, 520, -190, 510, -420, 420, -250,
    180, -150, 115
  };

  private VillagePeople() {}

  /** Workers first, then the grids that name them, then the roster. */
  static List<Entity> entities() {
    List<Entity> all = new ArrayList<>();
    all.add(new Worker("chen", "陈志强", "13800000001", "zh-CN"));
    all.add(new Worker("li", "黎婉仪", "13800000002", "zh-CN"));
    all.add(new Worker("huang", "黄国辉", "13800000003", "zh-CN"));
    all.add(new Worker("lin", "林少华", "13800000004", "zh-CN"));
    all.add(new Worker("mai", "麦秀兰", "13800000005", "zh-CN"));
    all.add(new Worker("zhou", "周永康", "13800000006", "zh-CN"));
    all.add(new Grid("grid-east", "东片", outline(EAST), "chen"));
    all.add(new Grid("grid-south", "南片", outline(SOUTH), "li"));
    all.add(new Grid("grid-west", "西片", outline(WEST), "huang"));
    all.add(new Grid("grid-north", "北片", outline(NORTH), "lin"));
    // Chen and Li, who have the demo's cases, are on duty around the clock.
    all.add(duty("duty-east", "chen", "grid-east", 0, 0));
    all.add(duty("duty-south", "li", "grid-south", 0, 0));
    all.add(duty("duty-west-day", "huang", "grid-west", 7, 19));
    all.add(duty("duty-west-night", "mai", "grid-west", 19, 7));
    all.add(duty("duty-north-day", "lin", "grid-north", 7, 19));
    all.add(duty("duty-north-night", "zhou", "grid-north", 19, 7));
    return all;
  }

  private static Duty duty(String id, String worker, String grid, int from, int to) {
    return new Duty(id, worker, grid, ALL_WEEK, LocalTime.of(from, 0), LocalTime.of(to, 0));
  }

  private static List<Location> outline(double[] metres) {
    List<Location> corners = new ArrayList<>();
    for (int i = 0; i < metres.length; i += 2) {
      corners.add(
          new Location(
              rounded(CENTRE.longitude() + metres[i] * DEGREES_PER_METRE_EAST),
              rounded(CENTRE.latitude() + metres[i + 1] * DEGREES_PER_METRE_NORTH)));
    }
    return corners;
  }

  private static double rounded(double degrees) {
    return Math.round(degrees * 1e6) / 1e6;
  }
}
