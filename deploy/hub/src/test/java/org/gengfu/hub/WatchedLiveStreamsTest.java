package org.gengfu.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.LiveStreams;
import org.gengfu.core.media.LiveStreams.Note;
import org.gengfu.core.media.LiveStreams.Wish;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.junit.jupiter.api.Test;

class WatchedLiveStreamsTest {
  private static final LiveStreams.Viewer NOBODY =
      new LiveStreams.Viewer() {
        @Override
        public void note(Note note) {}

        @Override
        public void start(String mimeType, Buffer segment) {}

        @Override
        public void fragment(Buffer fragment, boolean keyframe) {}

        @Override
        public boolean ready() {
          return true;
        }
      };

  private final List<String> open = new ArrayList<>();
  private final List<String> attended = new ArrayList<>();
  private final LiveStreams live =
      new WatchedLiveStreams(
          (cameraId, wish, viewer) -> held(open, cameraId), cameraId -> held(attended, cameraId));

  private static Subscription held(List<String> list, String cameraId) {
    list.add(cameraId);
    return () -> list.remove(cameraId);
  }

  @Test
  void fullPictureIsAttendedWhileItIsOpen() {
    Subscription pictures = live.open("gate", Wish.STANDARD, NOBODY);
    assertThat(open).containsExactly("gate");
    assertThat(attended).containsExactly("gate");
    pictures.close();
    assertThat(open).isEmpty();
    assertThat(attended).isEmpty();
  }

  @Test
  void smallPictureOfAWallIsNot() {
    Subscription pictures = live.open("gate", new Wish(StreamName.SUB, Set.of(Codec.H264)), NOBODY);
    assertThat(attended).isEmpty();
    pictures.close();
    assertThat(open).isEmpty();
  }
}
