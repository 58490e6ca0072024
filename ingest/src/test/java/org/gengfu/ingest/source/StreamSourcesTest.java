package org.gengfu.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.ingest.testing.FakeOpener;
import org.gengfu.ingest.testing.ManualLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamSourcesTest {
  private final ManualLoop loop = new ManualLoop();
  private final FakeOpener rtsp = new FakeOpener();
  private final FakeOpener web = new FakeOpener();
  private final StreamSources sources =
      new StreamSources(Map.of("rtsp", rtsp, "http", web, "https", web));
  private final Failures heard = new Failures();

  @Test
  void theSchemeChoosesTheSource() {
    sources.open(loop, StreamTarget.of("rtsp://h/a", null), 0, heard);
    sources.open(loop, StreamTarget.of("HTTPS://h/b.flv", null), 7, heard);
    assertThat(rtsp.latest().target.path()).isEqualTo("/a");
    assertThat(web.latest().target.url()).isEqualTo("https://h/b.flv");
    assertThat(web.latest().firstPts).isEqualTo(7);
  }

  @Test
  void whatNoSourceSpeaksIsRefusedAfterTheCall() {
    sources.open(loop, StreamTarget.of("rtmp://h/live/a", null), 0, heard);
    assertThat(heard.list).isEmpty();
    loop.advance(Duration.ZERO);
    assertThat(heard.list)
        .singleElement()
        .extracting(StreamFailure::kind)
        .isEqualTo(StreamFailure.Kind.UNSUPPORTED);
  }

  @Test
  void closedIsSilent() {
    sources.open(loop, StreamTarget.of("rtmp://h/live/a", null), 0, heard).close();
    loop.advance(Duration.ZERO);
    assertThat(heard.list).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.5/live.flv, http, 10.0.0.5, 80, http://10.0.0.5/live.flv",
    "https://u:p@h:8443/a?b=c, https, h, 8443, https://h:8443/a?b=c",
    "rtmp://h/live/a, rtmp, h, 1935, rtmp://h/live/a",
    "rtsps://h/a, rtsps, h, 322, rtsps://h/a",
    "file:street.mp4, file, '', 0, file:street.mp4",
    "file:///yard/a%20b.mp4, file, '', 0, file:yard/a b.mp4",
    "FILE:/a.mp4, file, '', 0, file:a.mp4",
  })
  void readsAddressesOfEverySource(
      String url, String scheme, String host, int port, String requested) {
    StreamTarget target = StreamTarget.of(url, null);
    assertThat(target.scheme()).isEqualTo(scheme);
    assertThat(target.host()).isEqualTo(host);
    assertThat(target.port()).isEqualTo(port);
    assertThat(target.url()).isEqualTo(requested);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:", "file:///", "file://host/a.mp4", "gopher://h/", "http:///a"})
  void saysWhatIsWrong(String url) {
    assertThatThrownBy(() -> StreamTarget.of(url, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(".*(correct it|such as file:street.mp4)");
  }

  private static final class Failures implements StreamListener {
    private final List<StreamFailure> list = new ArrayList<>();

    @Override
    public void playing() {}

    @Override
    public void unit(AccessUnit unit) {}

    @Override
    public void received(int packets, int bytes, int lost, int damagedUnits) {}

    @Override
    public void failed(StreamFailure failure) {
      list.add(failure);
    }
  }
}
