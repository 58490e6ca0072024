package org.gengfu.alerts;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.gengfu.core.media.ByteSource;

/** A file of the evidence that was found to be the one that was kept. */
record VerifiedFile(Path file, long length) implements ByteSource {
  @Override
  public Reader open() throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    return new Reader() {
      @Override
      public void read(long position, ByteBuffer into) throws IOException {
        long at = position;
        into.limit((int) Math.min(into.limit(), into.position() + Math.max(0, length - at)));
        while (into.hasRemaining()) {
          int count = channel.read(into, at);
          if (count < 0) {
            throw new EOFException(file + " is shorter than it was");
          }
          at += count;
        }
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }
}
