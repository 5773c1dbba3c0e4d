package dev.suspendable.processor.classfile;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;

/** The length of a class file, which follows from what it contains (JVMS 4.1). */
public final class Extent {
  private static final int MAGIC = 0xCAFEBABE;

  private final DataInputStream in;

  private Extent(byte[] bytes) {
    this.in = new DataInputStream(new ByteArrayInputStream(bytes));
  }

  /** Whether bytes are a whole class file, and not the beginning of one that is being written. */
  public static boolean isComplete(byte[] bytes) {
    try {
      Extent extent = new Extent(bytes);
      extent.classFile();
      return extent.in.read() < 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void classFile() throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("no class file");
    }
    skip(4); // the version
    int constants = in.readUnsignedShort();
    for (int i = 1; i < constants; i++) {
      i += constant() - 1;
    }
    skip(6); // access, this and super
    skip(2 * in.readUnsignedShort()); // interfaces
    members(); // fields
    members(); // methods
    attributes();
  }

  /** Skips a constant. Returns the number of entries that it takes. */
  private int constant() throws IOException {
    int tag = in.readUnsignedByte();
    switch (tag) {
      case 1 -> skip(in.readUnsignedShort()); // text
      case 7, 8, 16, 19, 20 -> skip(2); // class, string, method type, module, package
      case 15 -> skip(3); // method handle
      case 3, 4, 9, 10, 11, 12, 17, 18 -> skip(4); // int, float, members, names, dynamic
      case 5, 6 -> {
        skip(8); // long, double
        return 2;
      }
      default -> throw new IOException("unknown constant " + tag);
    }
    return 1;
  }

  private void members() throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      skip(6); // access, name and descriptor
      attributes();
    }
  }

  private void attributes() throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      skip(2); // the name
      skip(in.readInt());
    }
  }

  private void skip(int length) throws IOException {
    if (length < 0 || in.skip(length) != length) {
      throw new EOFException();
    }
  }
}
