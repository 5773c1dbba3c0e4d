package dev.suspendable.processor.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Output that stays in memory. The class path is shared by all compilations, and read once. */
final class MemoryFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
  private static final StandardJavaFileManager SHARED =
      ToolProvider.getSystemJavaCompiler()
          .getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

  private final Map<String, OutputFile> files = new TreeMap<>();

  MemoryFiles() {
    super(SHARED);
  }

  /** The shared file manager lives as long as the JVM. */
  @Override
  public void close() {}

  @Override
  public boolean hasLocation(Location location) {
    return location == StandardLocation.CLASS_OUTPUT
        || location == StandardLocation.SOURCE_OUTPUT
        || super.hasLocation(location);
  }

  /** Class files by binary name. */
  Map<String, byte[]> classes() {
    Map<String, byte[]> classes = new TreeMap<>();
    files.forEach(
        (path, file) -> {
          if (path.startsWith("/CLASS_OUTPUT/") && path.endsWith(".class")) {
            String name = path.substring("/CLASS_OUTPUT/".length(), path.lastIndexOf('.'));
            classes.put(name.replace('/', '.'), file.content.toByteArray());
          }
        });
    return classes;
  }

  /** Generated sources by path. */
  Map<String, String> sources() {
    Map<String, String> sources = new TreeMap<>();
    files.forEach(
        (path, file) -> {
          if (path.endsWith(".java")) {
            sources.put(path, file.content.toString(StandardCharsets.UTF_8));
          }
        });
    return sources;
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      JavaFileManager.Location location, String className, Kind kind, FileObject sibling) {
    return output(location, className.replace('.', '/') + kind.extension, kind);
  }

  @Override
  public FileObject getFileForOutput(
      JavaFileManager.Location location, String packageName, String name, FileObject sibling) {
    return output(location, path(packageName, name), kindOf(name));
  }

  @Override
  public @Nullable FileObject getFileForInput(
      JavaFileManager.Location location, String packageName, String name) throws IOException {
    return location.isOutputLocation()
        ? files.get("/" + location.getName() + "/" + path(packageName, name))
        : super.getFileForInput(location, packageName, name);
  }

  @Override
  public @Nullable JavaFileObject getJavaFileForInput(
      JavaFileManager.Location location, String className, Kind kind) throws IOException {
    return location.isOutputLocation()
        ? files.get("/" + location.getName() + "/" + className.replace('.', '/') + kind.extension)
        : super.getJavaFileForInput(location, className, kind);
  }

  @Override
  public boolean isSameFile(FileObject one, FileObject other) {
    return one.toUri().equals(other.toUri());
  }

  private static String path(String packageName, String name) {
    return packageName.isEmpty() ? name : packageName.replace('.', '/') + "/" + name;
  }

  private static Kind kindOf(String name) {
    for (Kind kind : Kind.values()) {
      if (kind != Kind.OTHER && name.endsWith(kind.extension)) {
        return kind;
      }
    }
    return Kind.OTHER;
  }

  private OutputFile output(JavaFileManager.Location location, String path, Kind kind) {
    String key = "/" + location.getName() + "/" + path;
    return files.computeIfAbsent(key, k -> new OutputFile(URI.create("mem://" + k), kind));
  }

  /** A file to read: a source of a program. */
  static final class SourceFile extends SimpleJavaFileObject {
    private final String text;

    SourceFile(String path, String text) {
      super(URI.create("mem:///" + path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class OutputFile extends SimpleJavaFileObject {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    OutputFile(URI uri, Kind kind) {
      super(uri, kind);
    }

    @Override
    public OutputStream openOutputStream() {
      content.reset();
      return content;
    }

    @Override
    public InputStream openInputStream() throws IOException {
      if (content.size() == 0) {
        throw new FileNotFoundException(getName());
      }
      return new ByteArrayInputStream(content.toByteArray());
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return content.toString(StandardCharsets.UTF_8);
    }
  }
}
