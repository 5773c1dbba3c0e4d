package dev.suspendable.processor.compile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.tools.SimpleJavaFileObject;

/**
 * A class of the outer world as the nested compilation sees it; its bytes are read when the file is
 * opened.
 */
final class ServedClass extends SimpleJavaFileObject {
  private final String binaryName;
  private final Bytes bytes;

  /** The source of the bytes. */
  interface Bytes {
    byte[] read() throws IOException;
  }

  ServedClass(String binaryName, Bytes bytes) {
    super(FrameFile.address("outer", binaryName, Kind.CLASS), Kind.CLASS);
    this.binaryName = binaryName;
    this.bytes = bytes;
  }

  String binaryName() {
    return binaryName;
  }

  @Override
  public InputStream openInputStream() throws IOException {
    return new ByteArrayInputStream(bytes.read());
  }
}
