package dev.suspendable.processor.compile;

import dev.suspendable.processor.model.FrameSource;
import java.net.URI;
import java.net.URISyntaxException;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** Source and class files that exist in memory only, and their addresses. */
final class FrameFile extends SimpleJavaFileObject {
  private final FrameSource frame;

  FrameFile(FrameSource frame) {
    super(address("frame", frame.binaryName(), Kind.SOURCE), Kind.SOURCE);
    this.frame = frame;
  }

  FrameSource frame() {
    return frame;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return frame.source();
  }

  /** The address of a class; a Java name may hold what an address may not, so it is quoted. */
  static URI address(String scheme, String binaryName, JavaFileObject.Kind kind) {
    try {
      return new URI(scheme, "", "/" + binaryName.replace('.', '/') + kind.extension, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(binaryName, e);
    }
  }
}
