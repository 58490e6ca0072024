package org.gengfu.ingest.rtsp.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioFormat;
import org.junit.jupiter.api.Test;

class G711DepacketizerTest {
  private static final AudioFormat ONE = new AudioFormat(AudioCodec.PCMA, 8_000, 1, new byte[0]);
  private static final AudioFormat TWO = new AudioFormat(AudioCodec.PCMU, 8_000, 2, new byte[0]);

  @Test
  void takesEachByteAsASample() {
    SoundFeed feed = new SoundFeed(output -> new G711Depacketizer(ONE, output));
    feed.packet(160, "d5d5d5");
    feed.packet(320, "");
    assertThat(feed.seen).containsExactly("160 3 d5d5d5");
  }

  @Test
  void sharesTheBytesAmongChannels() {
    SoundFeed feed = new SoundFeed(output -> new G711Depacketizer(TWO, output));
    feed.packet(0, "01020304");
    feed.packet(0, "010203");
    assertThat(feed.seen).containsExactly("0 2 01020304");
    assertThat(feed.malformed()).isEqualTo(1);
  }

  @Test
  void takesPayloadsUpToTheirBound() {
    SoundFeed feed = new SoundFeed(output -> new G711Depacketizer(ONE, output));
    feed.packet(0, new byte[G711Depacketizer.MAX_BYTES]);
    feed.packet(0, new byte[G711Depacketizer.MAX_BYTES + 1]);
    assertThat(feed.seen).hasSize(1);
    assertThat(feed.malformed()).isEqualTo(1);
  }
}
