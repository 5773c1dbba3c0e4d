package dev.suspendable.processor.compile;

import dev.suspendable.processor.model.FrameSource;
import java.net.URI;
import java.net.URISyntaxException;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/**
 * A frame's source file, which exists only in memory; and the addresses of in-memory source and
 * class files.
 */
final class FrameFile extends SimpleJavaFileObject {
  private final FrameSource frame;

  FrameFile(FrameSource frame) {
    super(address("frame", frame.name().binaryName(), Kind.SOURCE), Kind.SOURCE);
    this.frame = frame;
  }

  FrameSource frame() {
    return frame;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return frame.text().source();
  }

  /**
   * The address of a class. It is quoted, since a Java name may contain characters that an address
   * may not.
   */
  static URI address(String scheme, String binaryName, JavaFileObject.Kind kind) {
    try {
      return new URI(scheme, "", "/" + binaryName.replace('.', '/') + kind.extension, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(binaryName, e);
    }
  }
}
