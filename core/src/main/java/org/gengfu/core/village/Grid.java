package org.gengfu.core.village;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A grid 网格: the part of the village one grid worker answers for.
 *
 * @param id id
 * @param name shown to people
 * @param outline corners on the map; empty where not drawn
 * @param fallbackWorkerId who gets a case while nobody is on duty; null for nobody
 */
public record Grid(
    String id, String name, List<Location> outline, @Nullable String fallbackWorkerId)
    implements Entity {
  public Grid {
    outline = List.copyOf(outline);
  }
}
