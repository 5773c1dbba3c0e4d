package dev.suspendable.processor.compilation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;

/** Keeps what a compilation writes in memory, by path. */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
  private final Map<String, byte[]> classes = new TreeMap<>();
  private final Map<String, byte[]> sources = new TreeMap<>();
  private final boolean writeOnce;

  /**
   * Reads from another file manager.
   *
   * @param writeOnce whether what is there already is not overwritten
   */
  MemoryFiles(JavaFileManager standard, boolean writeOnce) {
    super(standard);
    this.writeOnce = writeOnce;
  }

  /** All that was written, but for sources. */
  Map<String, byte[]> classes() {
    return classes;
  }

  /** All sources that were written. */
  Map<String, byte[]> sources() {
    return sources;
  }

  private Map<String, byte[]> at(Location location) {
    return location == StandardLocation.SOURCE_OUTPUT ? sources : classes;
  }

  @Override
  public boolean hasLocation(Location location) {
    return location.isOutputLocation() || super.hasLocation(location);
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    return new Written(at(location), writeOnce, className.replace('.', '/') + kind.extension, kind);
  }

  @Override
  public FileObject getFileForOutput(
      Location location, String packageName, String relativeName, FileObject sibling) {
    String folder = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
    return new Written(at(location), writeOnce, folder + relativeName, JavaFileObject.Kind.OTHER);
  }

  @Override
  public boolean isSameFile(FileObject one, FileObject other) {
    return one.toUri().equals(other.toUri());
  }

  private static final class Written extends SimpleJavaFileObject {
    private final Map<String, byte[]> files;
    private final boolean writeOnce;
    private final String path;

    Written(Map<String, byte[]> files, boolean writeOnce, String path, Kind kind) {
      super(URI.create("memory:///" + path.replace("$", "%24")), kind);
      this.files = files;
      this.writeOnce = writeOnce;
      this.path = path;
    }

    @Override
    public OutputStream openOutputStream() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      return new FilterOutputStream(bytes) {
        @Override
        public void close() {
          if (!writeOnce || !files.containsKey(path)) {
            files.put(path, bytes.toByteArray());
          }
        }
      };
    }

    @Override
    public InputStream openInputStream() throws IOException {
      byte[] content = files.get(path);
      if (content == null) {
        throw new FileNotFoundException(path);
      }
      return new ByteArrayInputStream(content);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
      try (InputStream in = openInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }
}
