package org.gengfu.ingest.playback;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import org.gengfu.ingest.testing.FuzzInput;

/** Whatever a file's boxes hold: pictures of possible sizes and lengths, or a named damage. */
class SegmentBoxesFuzzTest {
  private static final long MOOF_AT = 1000;

  @FuzzTest
  void givesPossiblePicturesOrADamage(byte[] data) {
    FuzzInput input = new FuzzInput(data);
    boolean head = (input.octet() & 1) == 0;
    ByteBuffer content = ByteBuffer.wrap(input.rest()).slice();
    try {
      if (head) {
        check(SegmentHead.of(content));
      } else {
        Pictures pictures = FragmentParser.parse(content, MOOF_AT, 1);
        if (pictures != null) {
          check(pictures);
        }
        Sounds sounds = FragmentParser.sound(content, MOOF_AT, 2);
        if (sounds != null) {
          check(sounds);
        }
      }
    } catch (DamagedSegmentException e) {
      if (e.getMessage() == null || e.getMessage().isBlank()) {
        throw new AssertionError("a damage without a name", e);
      }
    }
  }

  private static void check(SegmentHead head) {
    if (head.format().width() <= 0 || head.format().height() <= 0) {
      throw new AssertionError("pictures of " + head.format());
    }
    SoundHead sound = head.sound();
    SoundCoding coding = sound == null ? null : SoundCoding.of(sound.format());
    if (coding != null && (coding.grain() < 1 || coding.silence().length == 0)) {
      throw new AssertionError("silence of " + sound);
    }
  }

  private static void check(Sounds sounds) {
    if (sounds.count() < 1
        || sounds.count() > FragmentParser.MAX_PICTURES
        || sounds.durations().length != sounds.count()
        || sounds.bytes() < 0) {
      throw new AssertionError(sounds.count() + " units of sound");
    }
  }

  private static void check(Pictures pictures) {
    int count = pictures.sizes().length;
    if (count < 1
        || count > FragmentParser.MAX_PICTURES
        || pictures.durations().length != count
        || pictures.keyframes().length != count) {
      throw new AssertionError(count + " pictures");
    }
    for (int i = 0; i < count; i++) {
      int size = pictures.sizes()[i];
      if (size < 0 || size > FragmentParser.MAX_PICTURE_BYTES || pictures.durations()[i] < 0) {
        throw new AssertionError("a picture of " + size + " bytes");
      }
    }
  }
}
