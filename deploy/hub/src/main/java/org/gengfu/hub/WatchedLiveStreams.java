package org.gengfu.hub;

import java.util.function.Function;
import org.gengfu.core.media.LiveStreams;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds.Subscription;

/** Live pictures, with word to the analysis of whose main stream somebody looks at. */
final class WatchedLiveStreams implements LiveStreams {
  private final LiveStreams live;
  private final Function<String, Subscription> attend;

  /**
   * @param live the pictures
   * @param attend told of a camera by its id, until what it returns is closed
   */
  WatchedLiveStreams(LiveStreams live, Function<String, Subscription> attend) {
    this.live = live;
    this.attend = attend;
  }

  @Override
  public Subscription open(String cameraId, Wish wish, Viewer viewer) {
    Subscription pictures = live.open(cameraId, wish, viewer);
    if (wish.stream() != StreamName.MAIN) {
      // A wall of small pictures hangs in the office all day, whoever looks.
      return pictures;
    }
    Subscription attention = attend.apply(cameraId);
    return () -> {
      attention.close();
      pictures.close();
    };
  }
}
