package org.gengfu.analytics.pipeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.analytics.motion.Presence;
import org.gengfu.analytics.motion.PresenceListener;

/** Remembers of which pictures it was told. */
final class FakePresence implements PresenceListener {
  final List<Instant> pictures = new ArrayList<>();
  boolean asks;

  @Override
  public boolean asksFor(String zoneId) {
    return asks;
  }

  @Override
  public void present(String cameraId, Instant at, List<Presence> present, Evidence evidence) {
    pictures.add(at);
  }
}
