package org.gengfu.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.ingest.camera.Cameras;
import org.gengfu.ingest.camera.Feeds;
import org.gengfu.ingest.rtsp.RtspClient;
import org.gengfu.ingest.testing.FakeVillageRegistry;
import org.gengfu.ingest.testing.ScriptedCamera;
import org.junit.jupiter.api.Test;

/** Over a real socket: the audio track of a camera whose sound is on, and of one whose isn't. */
class SoundTest {
  private static final String SDP =
      ScriptedCamera.SDP
          + "m=audio 0 RTP/AVP 104\r\na=rtpmap:104 MPEG4-GENERIC/16000/1\r\n"
          + "a=fmtp:104 mode=AAC-hbr;config=1408;sizelength=13;indexlength=3;indexdeltalength=3\r\n"
          + "a=control:track2\r\n";

  private final List<AudioUnit> heard = new CopyOnWriteArrayList<>();
  private final List<Long> pictures = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private BooleanSupplier enough = () -> true;
  private Camera.Transport transport = Camera.Transport.TCP;
  private final List<String> quirks = new CopyOnWriteArrayList<>();

  @Test
  void comesOnTheTimeLineOfThePictures() throws IOException {
    List<ScriptedCamera.Request> requests = receive(true, 200);
    assertThat(requests)
        .filteredOn(one -> one.method().equals("SETUP"))
        .extracting(one -> one.header("Transport"))
        .containsExactly(
            "RTP/AVP/TCP;unicast;interleaved=0-1", "RTP/AVP/TCP;unicast;interleaved=2-3");
    assertThat(requests.get(3).uri()).endsWith("/track2");
    AudioUnit first = heard.get(0);
    assertThat(first.format().codecs()).isEqualTo("mp4a.40.2");
    assertThat(first.size()).isEqualTo(3);
    // They were sent together with the second picture, and belong together.
    assertThat(first.pts()).isBetween(pictures.get(0), pictures.get(0) + 2 * 18_000);
    assertThat(heard.get(1).pts() - first.pts()).isEqualTo(1_024 * 90_000 / 16_000);
  }

  @Test
  void isNotEvenAskedForUnlessItIsTurnedOn() throws IOException {
    List<ScriptedCamera.Request> requests = receive(false, 200);
    assertThat(requests).filteredOn(one -> one.method().equals("SETUP")).hasSize(1);
    assertThat(heard).isEmpty();
  }

  @Test
  void picturesComeThoughTheCameraRefusesTheTrack() throws IOException {
    receive(true, 461);
    assertThat(heard).isEmpty();
  }

  @Test
  void staysWithTheFirstSessionWhereTheSecondTrackNamesAnother() throws IOException {
    List<ScriptedCamera.Request> requests =
        receive(true, true, (request, to) -> answer(request, to, 200, "Session: 815\r\n"));
    assertThat(quirks).contains("SESSION_CHANGES");
    assertThat(requests)
        .filteredOn(one -> one.method().equals("PLAY"))
        .extracting(one -> one.header("Session"))
        .containsExactly("4711");
  }

  @Test
  void triesTheOtherSessionWhereTheFirstIsNotKnownAnyMore() throws IOException {
    List<ScriptedCamera.Request> requests =
        receive(
            true,
            true,
            (request, to) ->
                request.method().equals("PLAY") && request.header("Session").equals("4711")
                    ? ScriptedCamera.reply(request, 454, "", "")
                    : answer(request, to, 200, "Session: 815\r\n"));
    assertThat(requests)
        .filteredOn(one -> one.method().equals("PLAY"))
        .extracting(one -> one.header("Session"))
        .containsExactly("4711", "815");
  }

  @Test
  void comesByUdpAsThePicturesDoAndIsPutInOrder() throws IOException {
    transport = Camera.Transport.UDP;
    List<ScriptedCamera.Request> requests = receive(true, true, new ByUdp());
    assertThat(requests)
        .filteredOn(one -> one.method().equals("SETUP"))
        .extracting(one -> one.header("Transport"))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allSatisfy(text -> assertThat(text).startsWith("RTP/AVP;unicast;client_port="));
    for (int n = 1; n < heard.size(); n++) {
      assertThat(heard.get(n).pts() - heard.get(n - 1).pts()).isEqualTo(1_024 * 90_000 / 16_000);
    }
  }

  @Test
  void whatIsLostOfItByUdpIsCountedApartFromThePictures() throws IOException {
    transport = Camera.Transport.UDP;
    enough = () -> meters.counter(MetricNames.LOST_SOUND_PACKETS).count() >= 2;
    receive(true, true, new ByUdp(3));
    assertThat(meters.counter(MetricNames.LOST_PACKETS).count()).isZero();
  }

  @Test
  void picturesComeByUdpThoughTheCameraRefusesTheSound() throws IOException {
    transport = Camera.Transport.UDP;
    ByUdp camera = new ByUdp();
    receive(
        true,
        false,
        (request, to) ->
            request.uri().endsWith("/track2")
                ? ScriptedCamera.reply(request, 461, "", "")
                : camera.answer(request, to));
    assertThat(heard).isEmpty();
  }

  @Test
  void isTakenFromTheConnectionWhereTheCameraSendsItThereAllTheSame() throws IOException {
    transport = Camera.Transport.UDP;
    receive(
        true,
        true,
        (request, to) ->
            request.uri().endsWith("/track2")
                ? ScriptedCamera.reply(
                    request, 200, "Transport: RTP/AVP/TCP;unicast;interleaved=2-3\r\n", "")
                : answer(request, to, 200, ""));
  }

  /** Sends pictures and sound by UDP, of the sound every second packet before the first. */
  private static final class ByUdp implements ScriptedCamera.Script {
    private static final Pattern PORTS = Pattern.compile("client_port=(\\d+)-\\d+");
    private final int[] ports = new int[2];
    private final int every;

    ByUdp() {
      this(1);
    }

    /**
     * @param every the sequence numbers of the sound's packets are so far apart: those between are
     *     lost
     */
    ByUdp(int every) {
      this.every = every;
    }

    @Override
    public byte[] answer(ScriptedCamera.Request request, ScriptedCamera.Connection to)
        throws IOException {
      String asked = request.header("Transport");
      if (request.method().equals("SETUP")) {
        Matcher port = PORTS.matcher(asked);
        assertThat(port.find()).isTrue();
        ports[request.uri().endsWith("/track2") ? 1 : 0] = Integer.parseInt(port.group(1));
        return ScriptedCamera.reply(
            request, 200, "Session: 4711\r\nTransport: " + asked + "\r\n", "");
      }
      if (request.method().equals("PLAY")) {
        to.send(ScriptedCamera.good(request));
        stream(to);
        return new byte[0];
      }
      return SoundTest.answer(request, to, 200, "");
    }

    private void stream(ScriptedCamera.Connection to) throws IOException {
      try (DatagramSocket socket =
          new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
        for (int n = 0; n < 40; n++) {
          send(socket, to.frames(1), ports[0]);
          if (ports[1] > 0) {
            int later = (2 * n + 1) * every;
            int earlier = 2 * n * every;
            send(socket, sound(later, later * 1_024), ports[1]);
            send(socket, sound(earlier, earlier * 1_024), ports[1]);
          }
          // A camera's pace.
          LockSupport.parkNanos(20_000_000);
        }
      }
    }

    private static void send(DatagramSocket from, byte[] frame, int port) throws IOException {
      from.send(
          new DatagramPacket(frame, 4, frame.length - 4, InetAddress.getLoopbackAddress(), port));
    }
  }

  private List<ScriptedCamera.Request> receive(boolean sound, int status) throws IOException {
    return receive(sound, sound && status == 200, (request, to) -> answer(request, to, status, ""));
  }

  private List<ScriptedCamera.Request> receive(
      boolean sound, boolean comes, ScriptedCamera.Script script) throws IOException {
    FakeVillageRegistry registry = new FakeVillageRegistry();
    try (ScriptedCamera camera = new ScriptedCamera(script);
        RtspClient rtsp = new RtspClient(1, Clock.systemUTC())) {
      registry.put(camera(camera.url(), transport, sound));
      Feeds feeds = new Feeds(rtsp::nextLoop, 1 << 20);
      try (Cameras cameras =
              new Cameras(registry, rtsp, feeds, new DomainEvents(), meters, Clock.systemUTC());
          Subscription listening = feeds.subscribeAudio("a", heard::add);
          Subscription watching =
              feeds.subscribe("a", StreamName.MAIN, unit -> pictures.add(unit.pts()))) {
        cameras.start();
        eventually(
            () -> pictures.size() + " pictures, " + heard.size(),
            () -> pictures.size() >= 3 && (!comes || heard.size() >= 2) && enough.getAsBoolean());
        assertThat(listening).isNotSameAs(watching);
        cameras.of("a").ifPresent(status -> quirks.addAll(status.quirks()));
      }
      return List.copyOf(camera.requests());
    }
  }

  private static byte[] answer(
      ScriptedCamera.Request request, ScriptedCamera.Connection to, int status, String session)
      throws IOException {
    String transport = request.header("Transport");
    if (request.method().equals("DESCRIBE")) {
      return ScriptedCamera.reply(request, 200, "Content-Base: " + request.uri() + "/\r\n", SDP);
    }
    if (transport.contains("2-3")) {
      return ScriptedCamera.reply(
          request, status, session + "Transport: " + transport + "\r\n", "");
    }
    if (!request.method().equals("PLAY")) {
      return ScriptedCamera.good(request);
    }
    to.send(ScriptedCamera.good(request));
    to.pictures(2);
    to.send(sound(1, 500));
    to.send(sound(2, 500 + 1_024));
    to.pictures(1);
    return new byte[0];
  }

  /** A packet of the audio track with one access unit of three bytes. */
  private static byte[] sound(int sequence, int timestamp) {
    return HexFormat.of()
        .parseHex(
            "24020013"
                + String.format("8068%04x%08x00000099", sequence, timestamp)
                + "00100018aabbcc");
  }

  private static Camera camera(String url, Camera.Transport transport, boolean sound) {
    return new Camera(
        "a",
        "a",
        url,
        null,
        null,
        null,
        transport,
        sound,
        RecordingPlan.STANDARD,
        null,
        null,
        true);
  }
}
