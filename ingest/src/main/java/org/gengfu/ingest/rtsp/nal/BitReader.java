package org.gengfu.ingest.rtsp.nal;

/** Reads the bits of a NAL unit's payload, its emulation prevention bytes left out. */
public final class BitReader {
  private final byte[] nal;
  private int position;
  private int zeros;
  private int current;
  private int bitsLeft;

  /**
   * @param from first byte to read, behind the NAL unit header
   */
  public BitReader(byte[] nal, int from) {
    this.nal = nal;
    this.position = from;
  }

  /** The next bit. */
  public int bit() {
    if (bitsLeft == 0) {
      current = nextByte();
      bitsLeft = 8;
    }
    bitsLeft--;
    return current >> bitsLeft & 1;
  }

  private int nextByte() {
    if (zeros == 2 && position < nal.length && nal[position] == 3) {
      position++;
      zeros = 0;
    }
    if (position >= nal.length) {
      throw new MalformedVideoException("parameter set ends early");
    }
    int value = nal[position++] & 0xff;
    zeros = value == 0 ? zeros + 1 : 0;
    return value;
  }

  /** The next bit, as a flag. */
  public boolean flag() {
    return bit() == 1;
  }

  /** Passes over bits. */
  public void skip(int count) {
    for (int i = 0; i < count; i++) {
      bit();
    }
  }

  /** The next bits, at most 32, the first one highest. */
  public int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /** Exp-Golomb, unsigned: ue(v) of H.264 §9.1 and H.265 §9.2. */
  public int unsigned() {
    int leadingZeros = 0;
    while (bit() == 0) {
      if (++leadingZeros > 30) {
        throw new MalformedVideoException("number out of range in a parameter set");
      }
    }
    return (1 << leadingZeros) - 1 + bits(leadingZeros);
  }

  /** Exp-Golomb, unsigned, at most this much. */
  public int unsigned(int most, String what) {
    int value = unsigned();
    if (value > most) {
      throw new MalformedVideoException(what + " is " + value + ", at most " + most + " is valid");
    }
    return value;
  }

  /** Exp-Golomb, signed: se(v). */
  public int signed() {
    int code = unsigned();
    return (code & 1) == 1 ? (code + 1) / 2 : -(code / 2);
  }
}
