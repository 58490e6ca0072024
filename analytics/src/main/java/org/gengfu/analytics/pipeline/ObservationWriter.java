package org.gengfu.analytics.pipeline;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gengfu.analytics.decode.JpegEncoder;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.analytics.scene.SceneEvent;
import org.gengfu.analytics.scene.ZoneRule;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.village.Zone;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a scene's events into observations, with the very picture as evidence. */
final class ObservationWriter {
  private static final Logger LOG = LoggerFactory.getLogger(ObservationWriter.class);
  private static final int EVIDENCE_WIDTH = 1280;

  private final String cameraId;
  private final ZoneId village;
  private final JpegEncoder jpegs;

  /**
   * @param village time zone of the zones' hours
   */
  ObservationWriter(String cameraId, ZoneId village, JpegEncoder jpegs) {
    this.cameraId = cameraId;
    this.village = village;
    this.jpegs = jpegs;
  }

  /** What the scene model needs of the zones. */
  List<ZoneRule> rules(List<Zone> zones) {
    return zones.stream().map(zone -> ZoneRule.of(zone, village)).toList();
  }

  /**
   * The observation of an event.
   *
   * @param openEpisodes those raised and not cleared; brought up to date
   * @param anonymity who is pixelated
   * @return null where it is about an episode that was never told
   */
  @Nullable Observation write(
      SceneEvent event,
      List<Zone> zones,
      Set<String> openEpisodes,
      Picture picture,
      Anonymity anonymity) {
    if (event instanceof SceneEvent.Raised raised) {
      return raised(raised, zones, openEpisodes, picture, anonymity);
    }
    SceneEvent.Cleared cleared = (SceneEvent.Cleared) event;
    if (!openEpisodes.remove(cleared.episodeId())) {
      return null;
    }
    return new Observation.Cleared(
        cleared.episodeId(), cleared.clearedAt(), evidence(picture, null, anonymity, false));
  }

  private @Nullable Observation raised(
      SceneEvent.Raised raised,
      List<Zone> zones,
      Set<String> openEpisodes,
      Picture picture,
      Anonymity anonymity) {
    Optional<Zone> zone =
        zones.stream().filter(item -> item.id().equals(raised.zoneId())).findFirst();
    if (zone.isEmpty()) {
      return null;
    }
    CaseType type = raised.kind().caseType();
    Set<String> standing = type.grows() ? Set.copyOf(openEpisodes) : Set.of();
    openEpisodes.add(raised.episodeId());
    return new Observation.Raised(
        raised.episodeId(),
        type,
        new Observation.ZoneSource(cameraId, raised.zoneId()),
        zone.get().severity(),
        raised.onset(),
        raised.raisedAt(),
        raised.box(),
        null,
        evidence(picture, raised.box(), anonymity, raised.kind().needsMotion()),
        standing);
  }

  /**
   * The picture with the box drawn; an observation without one is better than none.
   *
   * @param somebody whether the box is around who moves there, and around no thing
   */
  byte @Nullable [] evidence(
      Picture picture, @Nullable Box box, Anonymity anonymity, boolean somebody) {
    try {
      return jpegs.encode(
          picture,
          EVIDENCE_WIDTH,
          box,
          anonymity.places(box, somebody),
          anonymity.kept(box, somebody));
    } catch (IllegalStateException failure) {
      LOG.warn("camera {}: no evidence picture", cameraId, failure);
      return null;
    }
  }
}
