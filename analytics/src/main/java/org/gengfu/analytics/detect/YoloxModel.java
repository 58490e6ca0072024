package org.gengfu.analytics.detect;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A YOLOX network in ONNX Runtime. One thread at a time. */
final class YoloxModel implements Network {
  /** The largest published YOLOX (x) has 397 MB. */
  private static final long MAX_BYTES = 1L << 30;

  /** Inputs are squares of 416 to 640 as published; more than this is no camera's detector. */
  private static final int MAX_SIDE = 1280;

  private static final int STRIDE = 32;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String inputName;
  private final int width;
  private final int height;
  private final FloatBuffer input;
  private final boolean decoded;
  private final ScheduledExecutorService watchdog;

  private YoloxModel(OrtEnvironment environment, OrtSession session, Path file)
      throws ModelException, OrtException {
    this.environment = environment;
    this.session = session;
    Map.Entry<String, NodeInfo> only = only(session.getInputInfo(), "input", file);
    this.inputName = only.getKey();
    long[] shape = shape(only, file);
    if (shape.length != 4 || shape[1] != 3 || side(shape[2]) || side(shape[3]) || shape[0] > 1) {
      throw new ModelException(
          file,
          "its input is "
              + Arrays.toString(shape)
              + "; a YOLOX export with 1×3×H×W is needed, H and W fixed multiples of "
              + STRIDE
              + " up to "
              + MAX_SIDE);
    }
    this.height = (int) shape[2];
    this.width = (int) shape[3];
    this.input =
        ByteBuffer.allocateDirect(3 * width * height * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    checkOutput(session, file);
    this.decoded = probe(file);
    this.watchdog =
        Executors.newSingleThreadScheduledExecutor(
            job -> {
              Thread thread = new Thread(job, "detector-watchdog");
              thread.setDaemon(true);
              return thread;
            });
  }

  private static boolean side(long pixels) {
    return pixels < STRIDE || pixels > MAX_SIDE || pixels % STRIDE != 0;
  }

  /**
   * Loads a model and tries it once.
   *
   * @throws ModelException when the file is missing, is no ONNX model or not a YOLOX network
   */
  static YoloxModel load(Path file) throws ModelException {
    check(file);
    OrtSession session = null;
    try {
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "gengfu");
      session = open(environment, file);
      return new YoloxModel(environment, session, file);
    } catch (OrtException refused) {
      close(session);
      throw new ModelException(file, "not an ONNX model: " + firstLine(refused), refused);
    } catch (UnsatisfiedLinkError | NoClassDefFoundError missing) {
      throw new ModelException(file, "ONNX Runtime does not run here: " + missing, missing);
    } catch (ModelException unfit) {
      close(session);
      throw unfit;
    }
  }

  private static void check(Path file) throws ModelException {
    try {
      if (!Files.isRegularFile(file)) {
        throw new ModelException(file, "there is no such file");
      }
      long bytes = Files.size(file);
      if (bytes == 0 || bytes > MAX_BYTES) {
        throw new ModelException(file, "no model has " + bytes + " bytes");
      }
      if (!Files.isReadable(file)) {
        throw new ModelException(file, "may not be read");
      }
    } catch (IOException failure) {
      throw new ModelException(file, "can't be read: " + failure.getMessage(), failure);
    }
  }

  private static OrtSession open(OrtEnvironment environment, Path file) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // The few cores are the decoders' too; one call at a time on the caller's own thread.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      return environment.createSession(file.toString(), options);
    }
  }

  private static String firstLine(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static <T> Map.Entry<String, T> only(Map<String, T> values, String what, Path file)
      throws ModelException {
    if (values.size() != 1) {
      throw new ModelException(
          file, "it has " + values.size() + " " + what + "s; a YOLOX export has one");
    }
    return values.entrySet().iterator().next();
  }

  private static long[] shape(Map.Entry<String, NodeInfo> value, Path file) throws ModelException {
    if (value.getValue().getInfo() instanceof TensorInfo tensor) {
      if (tensor.type != OnnxJavaType.FLOAT) {
        throw new ModelException(
            file, value.getKey() + " is of " + tensor.type + "; 32-bit floats are needed");
      }
      return tensor.getShape();
    }
    throw new ModelException(file, value.getKey() + " is no tensor");
  }

  private void checkOutput(OrtSession opened, Path file) throws ModelException, OrtException {
    long[] shape = shape(only(opened.getOutputInfo(), "output", file), file);
    int cells = YoloxOutput.cells(width, height);
    if (shape.length != 3
        || shape[0] > 1
        || (shape[1] >= 0 && shape[1] != cells)
        || (shape[2] >= 0 && shape[2] != YoloxOutput.VALUES)) {
      throw new ModelException(file, "its output is " + unfit(shape, cells));
    }
  }

  private static String unfit(long[] shape, int cells) {
    return Arrays.toString(shape)
        + "; a YOLOX of COCO's 80 classes has 1×"
        + cells
        + "×"
        + YoloxOutput.VALUES;
  }

  /** One run on a grey picture: does it run at all, and how does it put boxes? */
  private boolean probe(Path file) throws ModelException {
    Letterbox nothing = new Letterbox(0, 0, 1, 1, 0, 0);
    nothing.fill(input, new byte[0], width, height);
    try (OrtSession.RunOptions options = new OrtSession.RunOptions();
        OnnxTensor tensor = tensor();
        OrtSession.Result result = session.run(Map.of(inputName, tensor), options)) {
      OnnxValue first = result.get(0);
      int cells = YoloxOutput.cells(width, height);
      if (!(first instanceof OnnxTensor output)) {
        throw new ModelException(file, "its output is no tensor");
      }
      long[] shape = output.getInfo().getShape();
      if (shape.length != 3 || shape[1] != cells || shape[2] != YoloxOutput.VALUES) {
        throw new ModelException(file, "its output is " + unfit(shape, cells));
      }
      return YoloxOutput.decoded(output.getFloatBuffer(), width, height);
    } catch (OrtException refused) {
      throw new ModelException(file, "it does not run: " + firstLine(refused), refused);
    }
  }

  private OnnxTensor tensor() throws OrtException {
    return OnnxTensor.createTensor(environment, input.rewind(), new long[] {1, 3, height, width});
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public List<YoloxOutput.Found> run(Letterbox part, byte[] bgr, float least, Duration limit)
      throws DetectorException {
    part.fill(input, bgr, width, height);
    try (OrtSession.RunOptions options = new OrtSession.RunOptions()) {
      Stop stop = new Stop(options);
      ScheduledFuture<?> alarm = watchdog.schedule(stop, limit.toMillis(), TimeUnit.MILLISECONDS);
      try (OnnxTensor tensor = tensor();
          OrtSession.Result result = session.run(Map.of(inputName, tensor), options)) {
        FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
        if (output.remaining() != YoloxOutput.cells(width, height) * YoloxOutput.VALUES) {
          throw new DetectorException("its output changed to " + output.remaining() + " values");
        }
        return YoloxOutput.read(output, width, height, decoded, least);
      } finally {
        alarm.cancel(false);
        stop.release();
      }
    } catch (OrtException failure) {
      throw new DetectorException(firstLine(failure));
    }
  }

  /** Ends a run; must not touch the options once they are closed. */
  private static final class Stop implements Runnable {
    private final OrtSession.RunOptions options;
    private boolean over;

    Stop(OrtSession.RunOptions options) {
      this.options = options;
    }

    @Override
    public synchronized void run() {
      if (!over) {
        try {
          options.setTerminate(true);
        } catch (OrtException ignored) {
          // It goes on to its own end then, and is counted as slow.
          over = true;
        }
      }
    }

    synchronized void release() {
      over = true;
    }
  }

  private static void close(@Nullable OrtSession session) {
    if (session != null) {
      try {
        session.close();
      } catch (OrtException unimportant) {
        throw new IllegalStateException("a model could not be closed", unimportant);
      }
    }
  }

  @Override
  public void close() {
    watchdog.shutdownNow();
    close(session);
  }
}
