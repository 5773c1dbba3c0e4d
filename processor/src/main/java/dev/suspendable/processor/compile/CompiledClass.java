package dev.suspendable.processor.compile;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import javax.tools.SimpleJavaFileObject;

/** A class that the nested compilation writes to memory. */
final class CompiledClass extends SimpleJavaFileObject {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  CompiledClass(String binaryName) {
    super(FrameFile.address("compiled", binaryName, Kind.CLASS), Kind.CLASS);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  @Override
  public OutputStream openOutputStream() {
    bytes.reset();
    return bytes;
  }
}
