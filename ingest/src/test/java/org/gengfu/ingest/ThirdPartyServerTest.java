package org.gengfu.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.LiveStreams;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Camera.Transport;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.core.village.Secret;
import org.gengfu.ingest.av.Transcoders;
import org.gengfu.ingest.camera.Cameras;
import org.gengfu.ingest.camera.Feeds;
import org.gengfu.ingest.live.LiveFanOut;
import org.gengfu.ingest.rtsp.RtspClient;
import org.gengfu.ingest.testing.FakeVillageRegistry;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against a server that isn't ours, GStreamer's: what is received is, byte for byte, what the file
 * holds, and what a live viewer gets plays in FFmpeg. Left out where the server, FFmpeg or the
 * streams are not on the machine.
 */
class ThirdPartyServerTest {
  private static final int UNITS = 45;
  private static final LiveStreams.Wish EITHER_CODEC =
      new LiveStreams.Wish(StreamName.MAIN, Set.of(Codec.H264, Codec.H265));

  @TempDir private Path directory;

  /** A unit as it came. */
  private record Got(boolean keyframe, long pts, byte[] bytes) {}

  @ParameterizedTest
  @CsvSource({
    "sub.mp4, TCP",
    "main.mp4, TCP",
    "sub.mp4 --auth, TCP",
    "main.mp4, UDP",
    "sub.mp4 --auth, UDP",
    "main-h265.mp4 --h265, TCP",
    "main-h265.mp4 --h265, UDP"
  })
  void receivesWhatTheFileHolds(String what, Transport transport) throws Exception {
    String[] words = what.split(" ", -1);
    Path shared = shared();
    Path file = shared.resolve("streams").resolve(words[0]);
    assumeTrue(Files.isReadable(file), "the streams are not here");
    assumeTrue(runs("ffprobe", "-version"), "FFmpeg is not here");
    assumeTrue(
        runs("/usr/bin/python3", "-c", "import gi; gi.require_version('GstRtspServer', '1.0')"),
        "GStreamer's RTSP server is not here");
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            "/usr/bin/python3",
            shared.resolve("tools/rtsp-server.py").toString(),
            "1",
            file.toString(),
            "--port",
            String.valueOf(port)));
    command.addAll(Arrays.asList(words).subList(1, words.length));
    Process server = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader out = server.inputReader()) {
      assertThat(out.readLine()).contains("rtsp://127.0.0.1:" + port);
      receive("rtsp://127.0.0.1:" + port + "/cam1", transport, file);
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  private void receive(String url, Transport transport, Path file) throws Exception {
    FakeVillageRegistry registry = new FakeVillageRegistry();
    registry.put(camera(url, transport));
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    List<Got> got = java.util.Collections.synchronizedList(new ArrayList<>());
    ByteArrayOutputStream live = new ByteArrayOutputStream();
    try (RtspClient rtsp = new RtspClient(1, Clock.systemUTC())) {
      Feeds feeds = new Feeds(rtsp::nextLoop, 8 << 20);
      try (Cameras cameras =
              new Cameras(registry, rtsp, feeds, new DomainEvents(), meters, Clock.systemUTC());
          Subscription taking = feeds.subscribe("a", StreamName.MAIN, unit -> got.add(copy(unit)));
          Subscription viewing =
              new LiveFanOut(feeds, new Transcoders(feeds, 0, meters), meters)
                  .open("a", EITHER_CODEC, into(live))) {
        cameras.start();
        eventually(() -> got.size() + " units, " + cameras.all(), () -> got.size() >= UNITS);
        assertThat(taking).isNotSameAs(viewing);
      }
    }
    compare(List.copyOf(got), file);
    plays(live.toByteArray());
  }

  private static Camera camera(String url, Transport transport) {
    return new Camera(
        "a",
        "a",
        url,
        null,
        "admin",
        new Secret("pass1234"),
        transport,
        false,
        RecordingPlan.STANDARD,
        null,
        null,
        true);
  }

  private static Got copy(AccessUnit unit) {
    byte[] bytes = new byte[unit.size()];
    unit.bytes().get(bytes);
    return new Got(unit.keyframe(), unit.pts(), bytes);
  }

  private static LiveStreams.Viewer into(ByteArrayOutputStream out) {
    return new LiveStreams.Viewer() {
      @Override
      public void note(LiveStreams.Note note) {}

      @Override
      public void start(String mimeType, Buffer segment) {
        out.writeBytes(segment.getBytes());
      }

      @Override
      public void fragment(Buffer fragment, boolean keyframe) {
        out.writeBytes(fragment.getBytes());
      }

      @Override
      public boolean ready() {
        return true;
      }
    };
  }

  /** The units are consecutive samples of the file, from a keyframe on. */
  private static void compare(List<Got> got, Path file) throws Exception {
    List<String> samples =
        run(
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            "v",
            "-of",
            "csv=p=0",
            "-show_entries",
            "packet=pts_time,size,pos,flags",
            file.toString());
    byte[] whole = Files.readAllBytes(file);
    boolean h265 = file.toString().contains("h265");
    int start = -1;
    for (int n = 0; n < samples.size() && start < 0; n++) {
      if (Arrays.equals(sample(whole, samples.get(n), h265), got.get(0).bytes())) {
        start = n;
      }
    }
    assertThat(start).as("the sample that came first").isNotNegative();
    double firstTime = time(samples.get(start));
    for (int n = 0; n < got.size(); n++) {
      String wanted = samples.get(start + n);
      assertThat(got.get(n).bytes()).as("unit %d", n).isEqualTo(sample(whole, wanted, h265));
      assertThat(got.get(n).keyframe()).as("unit %d", n).isEqualTo(wanted.contains("K"));
      assertThat(got.get(n).pts() / 90_000.0)
          .isCloseTo(
              got.get(0).pts() / 90_000.0 + time(wanted) - firstTime,
              org.assertj.core.data.Offset.offset(0.001));
    }
  }

  private static double time(String sample) {
    return Double.parseDouble(sample.split(",", -1)[0]);
  }

  /** The sample's NAL units as an access unit has them. */
  private static byte[] sample(byte[] file, String line, boolean h265) {
    String[] words = line.split(",", -1);
    ByteBuffer in = ByteBuffer.wrap(file, Integer.parseInt(words[2]), Integer.parseInt(words[1]));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (in.hasRemaining()) {
      int length = in.getInt();
      int first = in.get(in.position());
      int type = h265 ? first >> 1 & 0x3f : first & 0x1f;
      boolean beside = h265 ? type >= 32 && type <= 38 : type >= 7 && type <= 12;
      if (!beside) {
        out.write(file, in.position() - 4, length + 4);
      }
      in.position(in.position() + length);
    }
    return out.toByteArray();
  }

  private void plays(byte[] live) throws Exception {
    Path file = directory.resolve("live.mp4");
    Files.write(file, live);
    List<String> errors =
        run("ffmpeg", "-v", "warning", "-xerror", "-i", file.toString(), "-f", "null", "-");
    assertThat(errors).isEmpty();
    List<String> packets =
        run(
            "ffprobe",
            "-v",
            "error",
            "-show_entries",
            "packet=dts_time,duration_time",
            "-of",
            "csv=p=0",
            file.toString());
    assertThat(packets).hasSizeGreaterThanOrEqualTo(UNITS - 2);
    double end = 0;
    for (String packet : packets) {
      double begin = time(packet);
      assertThat(begin).as(packet).isCloseTo(end, org.assertj.core.data.Offset.offset(0.001));
      end = begin + Double.parseDouble(packet.split(",", -1)[1]);
    }
  }

  private static Path shared() {
    Path root = Path.of(System.getProperty("gengfu.root", ".")).toAbsolutePath();
    return Stream.of(root.resolve("../shared"), root.resolve("../../shared"))
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(root);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] out = process.getInputStream().readAllBytes();
    return new String(out, StandardCharsets.UTF_8).lines().toList();
  }
}
