package org.gengfu.ingest.rtsp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.gengfu.ingest.rtsp.h264.H264ParameterSets;
import org.gengfu.ingest.rtsp.h265.H265ParameterSets;
import org.gengfu.ingest.rtsp.nal.ParameterSets;
import org.gengfu.ingest.testing.FuzzInput;

/** A session description gives tracks within bounds, or is refused. */
class SdpFuzzTest {
  @FuzzTest
  void givesTracksWithinBounds(byte[] data) {
    Sdp sdp;
    try {
      sdp = Sdp.parse(new FuzzInput(data).text());
    } catch (RtspProtocolException e) {
      return;
    }
    if (sdp.media().isEmpty() || sdp.media().size() > Sdp.MAX_MEDIA) {
      throw new AssertionError(sdp.media().size() + " tracks");
    }
    RtspMessage.Reply reply = new RtspMessage.Reply(200, "OK", new RtspHeaders(), "");
    try {
      checkAddresses(ControlUrls.of("rtsp://camera/", reply, sdp), sdp);
    } catch (RtspProtocolException e) {
      return;
    }
    for (Sdp.Media media : sdp.media()) {
      if (media.clockRate() <= 0) {
        throw new AssertionError("a clock of " + media.clockRate() + " Hz");
      }
      if (media.parameterSets().size() > Sdp.MAX_PARAMETER_SETS) {
        throw new AssertionError(media.parameterSets().size() + " parameter sets");
      }
      for (ParameterSets sets : List.of(new H264ParameterSets(), new H265ParameterSets())) {
        media.parameterSets().forEach(sets::offer);
        sets.format();
      }
    }
  }

  private static void checkAddresses(ControlUrls urls, Sdp sdp) {
    for (Sdp.Media media : sdp.media()) {
      String address = urls.track(media.control());
      if (address.isEmpty() || address.chars().anyMatch(Character::isISOControl)) {
        throw new AssertionError("a track's address is '" + address + "'");
      }
    }
  }
}
