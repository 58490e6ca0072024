package org.gengfu.ingest.testing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes a fuzzer's bytes apart; past their end come zeros and empty arrays. */
public final class FuzzInput {
  private final byte[] data;
  private int at;

  public FuzzInput(byte[] data) {
    this.data = data;
  }

  public boolean hasMore() {
    return at < data.length;
  }

  /** 0 to 255. */
  public int octet() {
    return at < data.length ? data[at++] & 0xff : 0;
  }

  /** 0 to 65,535, big-endian. */
  public int twoOctets() {
    return octet() << 8 | octet();
  }

  /** As many of the next bytes as there are. */
  public byte[] bytes(int most) {
    int end = Math.min(data.length, at + most);
    byte[] part = Arrays.copyOfRange(data, at, end);
    at = end;
    return part;
  }

  /** Bytes behind their length in two octets. */
  public byte[] block() {
    return bytes(twoOctets());
  }

  public byte[] rest() {
    return bytes(data.length);
  }

  /** All that is left, as UTF-8. */
  public String text() {
    return new String(rest(), StandardCharsets.UTF_8);
  }

  /** Cuts the rest into reads of a socket, of sizes that these octets tell, over and over. */
  public List<ByteBuf> reads(byte[] sizes) {
    List<ByteBuf> reads = new ArrayList<>();
    for (int i = 0; hasMore(); i++) {
      int size = sizes.length == 0 ? data.length : 1 + (sizes[i % sizes.length] & 0xff);
      reads.add(Unpooled.wrappedBuffer(bytes(size)));
    }
    return reads;
  }
}
