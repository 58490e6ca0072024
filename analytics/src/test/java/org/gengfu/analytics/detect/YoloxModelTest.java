package org.gengfu.analytics.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.analytics.decode.UnreadableVideoException;
import org.gengfu.analytics.decode.VideoFile;
import org.gengfu.analytics.evaluation.SceneTruth;
import org.gengfu.analytics.scene.LumaPicture;
import org.gengfu.core.geometry.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YoloxModelTest {
  private static final int SIDE = 64;
  private static final int CELLS = 64 + 16 + 4;
  private static final long[] INPUT = {1, 3, SIDE, SIDE};
  private static final long[] OUTPUT = {1, CELLS, YoloxOutput.VALUES};
  private static final int CAR = 2;

  @TempDir Path directory;

  @Test
  void boxOfTheNetworkIsFoundInThePicture() throws Exception {
    float[] output = new float[CELLS * YoloxOutput.VALUES];
    // Stride 8, column 2, row 3: centre (20, 28), 16 × 8 pixels of the input.
    int at = (3 * 8 + 2) * YoloxOutput.VALUES;
    output[at] = 0.5f;
    output[at + 1] = 0.5f;
    output[at + 2] = (float) Math.log(2);
    output[at + 4] = 0.9f;
    output[at + 5 + CAR] = 0.8f;
    Path model = OnnxFile.write(directory.resolve("car.onnx"), INPUT, OUTPUT, output);
    try (ObjectDetector detector = load(model)) {
      // 128 × 64 pixels are halved and fill the upper half of the input.
      Pixels pixels = Pixels.of(new LumaPicture(128, 64, new byte[128 * 64], 0, 0));
      List<Detection> seen = detector.see(pixels, 0, 0, 128, 64);
      assertThat(seen).hasSize(1);
      Detection car = seen.get(0);
      assertThat(car.kind()).isEqualTo(Detection.Kind.VEHICLE);
      assertThat(car.score()).isCloseTo(0.72f, within(1e-4f));
      assertThat(car.box().x()).isCloseTo(24 / 128.0, within(1e-6));
      assertThat(car.box().y()).isCloseTo(48 / 64.0, within(1e-6));
      assertThat(car.box().width()).isCloseTo(32 / 128.0, within(1e-6));
      assertThat(car.box().height()).isCloseTo(16 / 64.0, within(1e-6));
    }
  }

  @Test
  void missingFileIsNamed() {
    Path nowhere = directory.resolve("nowhere.onnx");
    assertThatThrownBy(() -> YoloxModel.load(nowhere))
        .isInstanceOf(ModelException.class)
        .hasMessage(nowhere + ": there is no such file");
    assertThatThrownBy(() -> YoloxModel.load(directory))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("there is no such file");
  }

  @Test
  void whatIsNoModelIsToldSo() throws IOException {
    Path text = Files.writeString(directory.resolve("text.onnx"), "a letter to the mayor");
    assertThatThrownBy(() -> YoloxModel.load(text))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("not an ONNX model");
    Path empty = Files.createFile(directory.resolve("empty.onnx"));
    assertThatThrownBy(() -> YoloxModel.load(empty)).hasMessageContaining("no model has 0 bytes");
  }

  @Test
  void otherShapesAreTold() throws IOException {
    float[] output = new float[CELLS * YoloxOutput.VALUES];
    Path flat =
        OnnxFile.write(directory.resolve("flat.onnx"), new long[] {1, 3, 64, 60}, OUTPUT, output);
    assertThatThrownBy(() -> YoloxModel.load(flat))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("its input is [1, 3, 64, 60]")
        .hasMessageContaining("1×3×H×W");
    Path other =
        OnnxFile.write(
            directory.resolve("other.onnx"), INPUT, new long[] {1, 10, 6}, new float[60]);
    assertThatThrownBy(() -> YoloxModel.load(other))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("its output is [1, 10, 6]")
        .hasMessageContaining("1×84×85");
  }

  /** The vehicle that parks in s14, found where the truth has it. */
  @Test
  void realNetworkSeesARealVehicle() throws Exception {
    Path shared = Path.of(System.getProperty("gengfu.root", "..")).resolve("../shared").normalize();
    Path file = shared.resolve("models/yolox_nano.onnx");
    Path video = shared.resolve("scenes/composed/s14.mp4");
    assumeThat(file).exists();
    assumeThat(video).exists();
    Box parked = parked(video);
    List<Detection> seen = new ArrayList<>();
    try (ObjectDetector detector = load(file)) {
      look(video, detector, seen);
    }
    assertThat(seen)
        .anySatisfy(
            each -> {
              assertThat(each.kind()).isEqualTo(Detection.Kind.VEHICLE);
              assertThat(each.score()).isGreaterThan(0.5f);
              assertThat(parked.intersectionOverUnion(each.box())).isGreaterThan(0.5);
            });
  }

  private static Box parked(Path video) throws IOException {
    return SceneTruth.read(video.resolveSibling("s14.json")).truths().stream()
        .filter(truth -> truth.type().equals("illegal-parking"))
        .findFirst()
        .orElseThrow()
        .box();
  }

  private static void look(Path video, ObjectDetector detector, List<Detection> into)
      throws UnreadableVideoException {
    new VideoFile(video)
        .read(
            (picture, nanos) -> {
              if (into.isEmpty() && nanos > 150_000_000_000L) {
                List<Detection> whole = new PictureOpinion(detector, picture).whole();
                assertThat(whole).isNotNull();
                into.addAll(whole);
              }
            });
  }

  private static ObjectDetector load(Path model) throws ModelException {
    return ObjectDetector.load(model, DetectorLimits.FILES, new SimpleMeterRegistry());
  }
}
