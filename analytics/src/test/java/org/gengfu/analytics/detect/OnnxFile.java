package org.gengfu.analytics.detect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes ONNX files whose network answers the same whatever it sees: enough of the format
 * (onnx.proto) to try how models are read.
 */
public final class OnnxFile {
  private static final int FLOAT = 1;

  private OnnxFile() {}

  /** A network with one input of a shape, whose output is this tensor. */
  public static Path write(Path file, long[] inputShape, long[] outputShape, float[] output)
      throws IOException {
    Message weights = new Message();
    for (long size : outputShape) {
      weights.number(1, size);
    }
    ByteBuffer raw = ByteBuffer.allocate(output.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(output);
    weights.number(2, FLOAT).text(8, "answer").bytes(9, raw.array());
    Message node = new Message().text(1, "answer").text(2, "output").text(4, "Identity");
    Message graph =
        new Message()
            .message(1, node)
            .text(2, "network")
            .message(5, weights)
            .message(11, value("images", inputShape))
            .message(12, value("output", outputShape));
    Message model =
        new Message().number(1, 8).message(7, graph).message(8, new Message().number(2, 13));
    return Files.write(file, model.bytes.toByteArray());
  }

  private static Message value(String name, long[] shape) {
    Message dimensions = new Message();
    for (long size : shape) {
      dimensions.message(1, new Message().number(1, size));
    }
    Message tensor = new Message().number(1, FLOAT).message(2, dimensions);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /** Protocol buffers' wire format. */
  private static final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Message bytes(int field, byte[] value) {
      varint(((long) field << 3) | 2);
      varint(value.length);
      bytes.writeBytes(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.bytes.toByteArray());
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        bytes.write((int) ((rest & 0x7f) | 0x80));
        rest >>>= 7;
      }
      bytes.write((int) rest);
    }
  }
}
